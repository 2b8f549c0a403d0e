import os from 'node:os';

/** How far behind the web server's processes the worker's own stand where processors are short (Linux: nice). Not so far that sealing would fall behind what is promised. */
const niceness = 5;

/** Lets pages and ingest go first: a report may take minutes of processor, and a page must not wait for it. Processes started from here on inherit it. Where the system forbids it nothing changes. */
export function giveWay(): void {
  try {
    os.setPriority(niceness);
  } catch {
    // Not allowed here.
  }
}
