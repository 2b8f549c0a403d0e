import { openEmbedded } from './server';

// A process of its own for the integration tests: opens the folder, says what it found, and may stay as a supervisor.
const [folder, stay] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: trial-opener <folder> [stay]');
const server = await openEmbedded({ folder, log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify({ started: server.started, host: server.connection.host, version: server.version })}\n`);
if (stay === 'stay') {
  server.keepAlive();
  setInterval(() => undefined, 60_000);
}
