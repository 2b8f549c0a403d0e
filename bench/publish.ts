import { setTimeout as pause } from 'node:timers/promises';
import { onProduct } from '@/bench/product';
import type { Outcome } from '@/bench/run';
import { sampleCampaign } from '@/bench/sample-events';

const events = Number(process.env.BENCH_EVENTS ?? 500_000);
const batchSize = Number(process.env.BENCH_BATCH ?? 5_000);
const senders = 3;
const betweenLooks = 100;
const betweenCommands = 200;
/** What decision 014 promises, in seconds, of every entry. */
const promised = 60;
/** How long the rest may take once the last request was answered, before the bench gives up. */
const patience = 120_000;

type Entry = { seq: number; at: string; action: string; object: { type: string; id: string } };
type Seen = { size: number; at: number };

/**
 * The product as it is run, while many batches of events come in over HTTP, a hold is set and lifted and deadlines are moved, and a reader of the log looks at
 * `/log/checkpoint` ten times a second. An entry waits from the instant that stands in it, which lies before its commit, until this reader first sees a
 * checkpoint that holds it; a batch from its answer until a checkpoint holds the root over its events. Figures in seconds; the longest of either is the bar.
 */
export async function measure(): Promise<Outcome> {
  return onProduct(async ({ server, send }) => {
    const key = (await server.cli('key', 'create', '--scope', 'dpo')).split('\n')[0] ?? '';
    const authorized = { authorization: `Bearer ${key}` };
    const seen: Seen[] = [];
    let [isOver, commands] = [false, 0];
    const look = async () => {
      const answer = await fetch(`${server.url}/log/checkpoint`);
      const size = answer.ok ? Number((await answer.text()).split('\n')[1]) : 0;
      if (size > (seen.at(-1)?.size ?? 0)) seen.push({ size, at: Date.now() });
      return size;
    };
    const watch = async () => {
      for (; !isOver; await pause(betweenLooks)) await look();
    };
    const patch = async (change: Record<string, unknown>) => {
      const answer = await fetch(`${server.url}/api/v1/campaigns/${sampleCampaign.key}`, { method: 'PATCH', headers: { ...authorized, 'content-type': 'application/json' }, body: JSON.stringify(change) });
      if (!answer.ok) throw new Error(`The command answered ${answer.status}: ${await answer.text()}`);
      commands += 1;
    };
    // A deadline moved into the past has every answer judged anew, with the campaign to itself: seconds.
    const command = async () => {
      for (; !isOver; await pause(betweenCommands)) {
        await patch({ legal_hold: { on: commands % 2 === 0, reason: 'bench' } });
        if (commands % 25 === 0) await patch({ deadline: { at: new Date(Date.UTC(2026, 0, 20, 0, 0, commands)).toISOString(), area: null, reason: 'bench' } });
      }
    };
    const answered = new Map<string, number>();
    let next = 0;
    const sender = async () => {
      for (let from = next; from < events; from = next) {
        next += batchSize;
        answered.set(await send({ from, count: Math.min(batchSize, events - from) }), Date.now());
      }
    };
    await look();
    const [began, before] = [Date.now(), seen.at(-1)?.size ?? 0];
    const beside = [watch(), command()];
    await Promise.all(Array.from({ length: senders }, sender));
    const sending = (Date.now() - began) / 1_000;
    isOver = true;
    await Promise.all(beside);
    const entries = await readUntilSealed(server.url, authorized, look, answered);
    const coveredAt = (seq: number) => seen.find(({ size }) => size > seq)?.at ?? Number.POSITIVE_INFINITY;
    const entryWaits = entries.filter(({ seq }) => seq >= before).map(({ seq, at }) => (coveredAt(seq) - Date.parse(at)) / 1_000);
    const seals = new Map(entries.filter(({ action }) => action === 'batch.seal').map(({ seq, object }) => [object.id, seq]));
    const batchWaits = [...answered].map(([batch, at]) => (coveredAt(seals.get(batch) ?? Number.POSITIVE_INFINITY) - at) / 1_000);
    const figures = {
      events, batches: answered.size, entries: entryWaits.length, commands, sending_seconds: sending,
      entry_longest_seconds: Math.max(...entryWaits), entry_p95_seconds: p95(entryWaits), batch_longest_seconds: Math.max(...batchWaits), batch_p95_seconds: p95(batchWaits), bar_seconds: promised,
    };
    return { figures, ok: figures.entry_longest_seconds <= promised && figures.batch_longest_seconds <= promised };
  });
}

const p95 = (waits: number[]) => waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.95) - 1] ?? Number.NaN;

/** All published entries, once each batch's seal is among them. */
async function readUntilSealed(url: string, headers: Record<string, string>, look: () => Promise<number>, batches: Map<string, number>): Promise<Entry[]> {
  const until = Date.now() + patience;
  for (;;) {
    const entries = await readEntries(url, headers, await look());
    const sealed = new Set(entries.filter(({ action }) => action === 'batch.seal').map(({ object }) => object.id));
    if ([...batches.keys()].every((id) => sealed.has(id)) || Date.now() > until) return entries;
    await pause(500);
  }
}

/** The entries of a checkpoint of this size, from its entry bundles (C2SP tlog-tiles). */
async function readEntries(url: string, headers: Record<string, string>, size: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let tile = 0; tile * 256 < size; tile += 1) {
    const width = Math.min(256, size - tile * 256);
    const answer = await fetch(`${url}/log/tile/entries/${tileName(tile)}${width < 256 ? `.p/${width}` : ''}`, { headers });
    if (!answer.ok) throw new Error(`The entries ${tile} answered ${answer.status}: ${await answer.text()}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at)) entries.push(JSON.parse(bytes.toString('utf8', at + 2, at + 2 + bytes.readUInt16BE(at))));
  }
  return entries;
}

/** `1234067` as `x001/x234/067`. */
const tileName = (tile: number) => {
  const groups = String(tile).padStart(Math.ceil(String(tile).length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
};
