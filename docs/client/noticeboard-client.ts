import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/*
 * A client for Noticeboard's events, in one file to copy: Node 20 or newer, no dependency. What `enqueue` took lies in files of
 * `folder` until the server has answered that it is stored, over crashes and restarts, and is stored once: ids are made when an
 * event is taken and never again, and each batch keeps its Idempotency-Key.
 */

export type NoticeboardEvent = { id?: string; subject: string; type: string; occurred_at?: string; region: string; platform: string; channel: string; [optional: string]: unknown };
export type Answer = { batch: string; received: number; stored: number; duplicates: number; rejected: number; errors: { line: number; field: string | null; code: string; message: string }[] };
/** Whether the event lies in the queue. `full`, `too_long` (64 KiB a line), `disk` and `closed`: it does not, and is still yours. */
export type Enqueued = { queued: true; id: string } | { queued: false; id: string; why: 'full' | 'too_long' | 'disk' | 'closed' };
export type Report =
  | { kind: 'stored'; answer: Answer; /** The lines the answer names (at most 100), as they were sent. */ rejected: string[] }
  | { kind: 'retry'; attempt: number; inMs: number; status: number | null; why: string }
  | { kind: 'full'; queuedBytes: number };

export type Settings = {
  /** Of the server, such as https://noticeboard.example.org */
  url: string;
  campaign: string;
  /** An ingest key: nb_… */
  key: string;
  /** One per client, on a disk that stays. It holds raw subjects: keep it private. */
  folder: string;
  maxBatchEvents?: number; maxBatchBytes?: number;
  /** How long an event may wait for others to come. */
  maxDelayMs?: number;
  /** Above this `enqueue` answers `full`. */
  maxQueueBytes?: number;
  requestTimeoutMs?: number; retryBaseMs?: number; retryMaxMs?: number;
  onReport?: (report: Report) => void;
  now?: () => number; random?: () => number; newId?: () => string; fetch?: typeof fetch; wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

type Batch = { file: string; key: string; bytes: number; events: number; conflicts: number };

const maxLineBytes = 64 * 1024;
const foldersInUse = new Set<string>();
const compress = promisify(gzip);

/** Takes events, keeps them on disk and sends them in batches, one request at a time, until each is answered as stored. */
export class NoticeboardClient {
  readonly #settings: Required<Settings>;
  readonly #address: URL;
  readonly #stop = new AbortController();
  readonly #stopped = new Promise<void>((resolve) => this.#stop.signal.addEventListener('abort', () => resolve()));
  readonly #running: Promise<void>;
  readonly #waiting: Batch[] = [];
  readonly #answered: (() => void)[] = [];
  #open: (Batch & { handle: number; since: number }) | null = null;
  #closing = false;
  #sequence = 0;
  #queuedBytes = 0;
  #wake: () => void = () => undefined;

  /** Opens the folder, takes over what an earlier process left in it, and begins to send. Throws while another client holds the folder. */
  constructor(settings: Settings) {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Settings;
    this.#settings = {
      maxBatchEvents: 5_000, maxBatchBytes: 1_000_000, maxDelayMs: 2_000, maxQueueBytes: 256 * 1024 * 1024, requestTimeoutMs: 60_000, retryBaseMs: 500, retryMaxMs: 60_000,
      onReport: warn, now: Date.now, random: Math.random, newId: randomUUID, fetch: (...request) => fetch(...request), wait: (ms, signal) => pause(ms, undefined, { signal }), ...given, folder: path.resolve(settings.folder),
    };
    this.#address = new URL(`api/v1/campaigns/${encodeURIComponent(given.campaign)}/events`, given.url.replace(/\/*$/, '/'));
    mkdirSync(this.#settings.folder, { recursive: true, mode: 0o700 });
    hold(this.#settings.folder);
    for (const file of readdirSync(this.#settings.folder).filter((name) => /^\d{16}-.+\.ndjson$/.test(name)).sort()) this.#takeOver(file);
    this.#running = this.#run();
  }

  /** How much waits for the server's answer. */
  get queued(): { events: number; bytes: number } {
    return { events: [...this.#waiting, ...(this.#open ? [this.#open] : [])].reduce((sum, batch) => sum + batch.events, 0), bytes: this.#queuedBytes };
  }

  /** Puts one event into the queue on disk. An id is made unless there is one; `occurred_at` is now unless it is given. */
  enqueue(event: NoticeboardEvent): Enqueued {
    const { now, newId, maxQueueBytes, maxBatchBytes, maxBatchEvents } = this.#settings;
    const id = event.id ?? newId();
    if (this.#closing) return { queued: false, id, why: 'closed' };
    const line = Buffer.from(`${JSON.stringify({ ...event, id, occurred_at: event.occurred_at ?? new Date(now()).toISOString() })}\n`);
    if (line.length > maxLineBytes) return { queued: false, id, why: 'too_long' };
    if (this.#queuedBytes + line.length > maxQueueBytes) {
      this.#tell({ kind: 'full', queuedBytes: this.#queuedBytes });
      return { queued: false, id, why: 'full' };
    }
    try {
      if (this.#open && this.#open.bytes + line.length > maxBatchBytes) this.#seal();
      this.#open ??= this.#begin();
      append(this.#open.handle, line, this.#open.bytes);
    } catch {
      return { queued: false, id, why: 'disk' };
    }
    this.#open.bytes += line.length;
    this.#open.events += 1;
    this.#queuedBytes += line.length;
    if (this.#open.events >= maxBatchEvents) this.#seal();
    this.#wake();
    return { queued: true, id };
  }

  /** Resolves when everything enqueued so far is answered as stored, or after `withinMs`; says how many events still wait. */
  async flush(withinMs = Infinity): Promise<{ left: number }> {
    this.#seal();
    this.#wake();
    const last = this.#waiting.at(-1);
    const done = new AbortController();
    const late = Number.isFinite(withinMs) ? this.#settings.wait(withinMs, done.signal).catch(() => undefined).then(() => done.abort()) : null;
    while (last && this.#waiting.includes(last) && !done.signal.aborted && !this.#stop.signal.aborted) {
      await Promise.race([late ?? this.#stopped, this.#stopped, new Promise<void>((resolve) => this.#answered.push(resolve))]);
    }
    done.abort();
    return { left: this.queued.events };
  }

  /** Takes no more events, sends what it can within `withinMs`, and leaves the rest on disk for the next client on this folder. */
  async close(withinMs = 10_000): Promise<{ left: number }> {
    this.#closing = true;
    const { left } = await this.flush(withinMs);
    this.#stop.abort();
    this.#wake();
    await this.#running;
    if (foldersInUse.delete(this.#settings.folder)) rmSync(path.join(this.#settings.folder, 'lock'), { force: true });
    return { left };
  }

  #begin(): Batch & { handle: number; since: number } {
    const { folder, newId, now } = this.#settings;
    const key = newId();
    const file = `${String(this.#sequence + 1).padStart(16, '0')}-${key}.ndjson`;
    const handle = openSync(path.join(folder, file), 'ax', 0o600);
    this.#sequence += 1;
    return { file, key, bytes: 0, events: 0, conflicts: 0, handle, since: now() };
  }

  /** From here on a batch never changes: its key stands for these bytes. */
  #seal(): void {
    if (!this.#open) return;
    const { handle, since: _, ...batch } = this.#open;
    this.#open = null;
    fsyncSync(handle);
    closeSync(handle);
    if (batch.events > 0) this.#waiting.push(batch);
    else rmSync(path.join(this.#settings.folder, batch.file));
  }

  #takeOver(file: string): void {
    const place = path.join(this.#settings.folder, file);
    const content = readFileSync(place);
    const bytes = content.lastIndexOf(10) + 1; // A line without its end was never answered as queued.
    if (bytes < content.length) truncateSync(place, bytes);
    if (bytes === 0) rmSync(place);
    else this.#waiting.push({ file, key: file.slice(17, -'.ndjson'.length), bytes, events: linesOf(content.subarray(0, bytes)).length, conflicts: 0 });
    this.#sequence = Math.max(this.#sequence, Number(file.slice(0, 16)));
    this.#queuedBytes += bytes;
  }

  async #run(): Promise<void> {
    let attempt = 0;
    for (let batch = await this.#next(); batch; batch = await this.#next()) {
      const wait = await this.#send(batch, attempt + 1);
      attempt = wait === null ? 0 : attempt + 1;
      if (wait !== null) await this.#settings.wait(wait, this.#stop.signal).catch(() => undefined);
    }
    this.#seal();
  }

  async #next(): Promise<Batch | null> {
    const { now, maxDelayMs, wait } = this.#settings;
    while (!this.#stop.signal.aborted) {
      const [first] = this.#waiting;
      if (first) return first;
      const due = this.#open ? Math.min(maxDelayMs, this.#open.since + maxDelayMs - now()) : Infinity;
      if (due <= 0) this.#seal();
      else {
        const woken = new AbortController();
        const ring = new Promise<void>((resolve) => (this.#wake = resolve)); // Holds no timer: an idle client lets its process end.
        await (due === Infinity ? ring : Promise.race([ring, wait(due, woken.signal)])).catch(() => undefined);
        woken.abort();
      }
    }
    return null;
  }

  /** Null when the batch is answered as stored and gone from the disk, else how long to wait before the same bytes are sent again. */
  async #send(batch: Batch, attempt: number): Promise<number | null> {
    const { key, folder, requestTimeoutMs, retryBaseMs, retryMaxMs, random, now } = this.#settings;
    const place = path.join(folder, batch.file);
    let [status, why, retryAfter]: [number | null, string, number] = [null, '', 0];
    try {
      const body = readFileSync(place);
      const response = await this.#settings.fetch(this.#address, {
        method: 'POST',
        // A request whose server died may hold its key for minutes: after three such answers the ids alone keep the batch single.
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip', 'idempotency-key': batch.conflicts < 3 ? batch.key : `${batch.key}.${batch.conflicts}` },
        body: await compress(body),
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(requestTimeoutMs)]),
      });
      status = response.status;
      const text = await response.text();
      if (response.ok) {
        const answer: Answer = JSON.parse(text);
        const lines = linesOf(body);
        this.#forget(batch);
        this.#tell({ kind: 'stored', answer, rejected: answer.errors.map(({ line }) => lines[line - 1] ?? '') });
        return null;
      }
      if (status === 409) batch.conflicts += 1;
      retryAfter = retryAfterMs(response.headers.get('retry-after') ?? '0', now());
      why = text.slice(0, 500);
    } catch (error) {
      why = error instanceof Error ? [error.message, error.cause instanceof Error ? error.cause.message : ''].join(' ').trim() : String(error);
    }
    if (this.#stop.signal.aborted) return 0;
    // Exponential with full jitter, never sooner than the server asked for.
    const inMs = Math.round(retryAfter + random() * Math.min(retryMaxMs, retryBaseMs * 2 ** Math.min(attempt - 1, 30)));
    this.#tell({ kind: 'retry', attempt, inMs, status, why });
    return inMs;
  }

  /** Whoever listens cannot stop the sending. */
  #tell(report: Report): void {
    Promise.resolve(report).then(this.#settings.onReport).catch((error: unknown) => process.emitWarning(String(error)));
  }

  #forget(batch: Batch): void {
    rmSync(path.join(this.#settings.folder, batch.file), { force: true });
    this.#waiting.splice(this.#waiting.indexOf(batch), 1);
    this.#queuedBytes -= batch.bytes;
    for (const resolve of this.#answered.splice(0)) resolve();
  }
}

const linesOf = (content: Buffer): string[] => content.toString('utf8').split('\n').slice(0, -1);

/** Milliseconds of a Retry-After, in seconds or as a date. */
const retryAfterMs = (header: string, now: number): number => (/^\d+$/.test(header) ? Number(header) * 1000 : Math.max(0, Date.parse(header) - now || 0));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The whole line or nothing of it. */
function append(handle: number, line: Buffer, at: number): void {
  try {
    for (let done = 0; done < line.length; ) done += writeSync(handle, line, done);
  } catch (error) {
    ftruncateSync(handle, at);
    throw error;
  }
}

/** Takes the folder's lock; one whose process has died is taken over. */
function hold(folder: string): void {
  const lock = path.join(folder, 'lock');
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (foldersInUse.has(folder) || (holder > 0 && holder !== process.pid && isAlive(holder))) throw new Error(`Process ${holder} holds this folder: ${lock}. One client, one folder.`);
    writeFileSync(lock, String(process.pid));
  }
  foldersInUse.add(folder);
}

const warn = (report: Report): void => {
  if (report.kind !== 'stored') process.emitWarning(`Noticeboard: ${JSON.stringify(report)}`);
  else if (report.answer.rejected > 0) process.emitWarning(`Noticeboard rejected ${report.answer.rejected} events of batch ${report.answer.batch}: ${JSON.stringify(report.answer.errors)}`);
};
