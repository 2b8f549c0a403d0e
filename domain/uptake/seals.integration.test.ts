import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64 } from '@/domain/evidence/base64';
import { writeDisclosure } from '@/domain/evidence/bundle';
import { canonicalize } from '@/domain/evidence/canonical';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { leafHash, rootOf } from '@/domain/evidence/merkle';
import { asSuperuser } from '@/domain/evidence/testing/log-rows';
import { isIncluded } from '@/domain/evidence/verify.mjs';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { sealNextBatch } from '@/domain/uptake/commands/seal-batches';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { discloseEvent } from '@/domain/uptake/disclosure-queries';
import { idText } from '@/domain/uptake/engine/entries';
import { LeafWriter, leavesOf } from '@/domain/uptake/engine/leaves';
import { readSegment } from '@/domain/uptake/engine/segment';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { checkSeals } from '@/domain/uptake/seal-check-queries';
import { readSealedSegment, segmentsOfBatch } from '@/domain/uptake/sql/seals';
import { Words } from '@/domain/uptake/sql/words';
import { ndjsonOf, openCampaign, ticking } from '@/domain/uptake/testing/rehearsal';
import { secret } from '@/domain/secrets';
import { connection } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const people = ['ann', 'bob', 'cem', 'dörte', 'eve'] as const;
const subjectOf = (who: string) => pseudonym(who, secret('pseudonym'));

const eventOf = (who: string, n: number) => ({ id: `${who}-${n}`, subject: who, type: n % 2 ? 'accepted' : 'displayed', occurred_at: `2026-02-0${(n % 8) + 1}T10:00:00Z`, region: 'DE', platform: 'ios', channel: 'email', notice: 'terms-eea', locale: n % 3 ? 'de' : '' });
const idOf = async (campaign: string) => {
  const { pool } = await connection();
  return (await pool.query<{ id: number }>('select id from campaigns where key = $1', [campaign])).rows[0]?.id ?? 0;
};

async function sealAll(clock: () => Date) {
  while (await sealNextBatch(clock)) continue;
}

/** Each batch's leaves hashed from what is stored, and its root as the log has it. */
async function rootsOf(campaign: string): Promise<{ root: string; logged: string; leaves: Buffer[] }[]> {
  const { pool } = await connection();
  const words = await new Words(await idOf(campaign)).load(pool);
  const found: { root: string; logged: string; leaves: Buffer[] }[] = [];
  const batches = await pool.query<{ id: string; seq: string }>('select id, seal_seq as seq from batches where campaign_id = $1 order by number', [await idOf(campaign)]);
  for (const { id, seq } of batches.rows) {
    const leaves: Buffer[] = [];
    for (const segment of await segmentsOfBatch(pool, id)) {
      const sealed = await readSealedSegment(pool, segment);
      if (sealed?.seal) leaves.push(...leavesOf(sealed.payload, sealed.seal, new LeafWriter(sealed.origin, words)));
    }
    const [entry] = await entriesFrom(Number(seq));
    found.push({ root: base64(rootOf(leaves)), logged: String(entry?.after?.root), leaves });
  }
  return found;
}

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), events: fc.array(fc.tuple(fc.constantFrom(...people), fc.nat(9)), { minLength: 1, maxLength: 12 }), chunkSize: fc.constantFrom(1, 3, 50_000) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('erase' as const), who: fc.subarray([...people], { minLength: 1, maxLength: 2 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), batch: fc.nat(4) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('seal' as const) }) },
  ),
  { minLength: 2, maxLength: 9 },
);

test('after any batches, erasures and withdrawals every root is that of what is stored, no leaf ever changes, and an erased one cannot be made again', { timeout: 240_000 }, async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const clock = ticking();
      const campaign = await openCampaign(dpo, 'UTC', clock);
      round += 1;
      const batches: string[] = [];
      let before: Buffer[][] = [];
      for (const step of [...plan, { do: 'seal' as const }]) {
        const named = (who: string) => `${who}-${round}`;
        if (step.do === 'send') batches.push((await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf(step.events.map(([who, n]) => eventOf(named(who), n))), { clock, chunkSize: step.chunkSize })).batch);
        if (step.do === 'erase') await eraseSubject(dpo, { campaign, identifiers: step.who.map(named) }, clock);
        if (step.do === 'withdraw' && batches[step.batch]) await withdrawBatch(dpo, { batch: batches[step.batch], reason: 'wrong' }, clock).catch((error: unknown) => expect(error).toMatchObject({ code: 'conflict' }));
        if (step.do === 'seal') await sealAll(clock);
        const { pool } = await connection();
        const sealed = await pool.query('select 1 from batches where campaign_id = $1 and seal_seq is null', [await idOf(campaign)]);
        if (sealed.rowCount !== 0) continue;
        const now = await rootsOf(campaign);
        for (const { root, logged } of now) expect(root).toBe(logged);
        before.forEach((leaves, i) => expect(now[i]?.leaves).toEqual(leaves));
        before = now.map(({ leaves }) => leaves);
      }
      expect((await checkSeals(dpo)).problems).toEqual([]);
      await noErasedSecretIsLeft(campaign);
    }),
    { numRuns: 25 },
  );
});

/** No seed that is stored lies above the place of an erased event; what is stored gives as many secrets as there are events. */
async function noErasedSecretIsLeft(campaign: string): Promise<void> {
  const { pool } = await connection();
  const segments = await pool.query<{ id: string }>('select id from segments where campaign_id = $1', [await idOf(campaign)]);
  for (const { id } of segments.rows) {
    const sealed = await readSealedSegment(pool, Number(id));
    for (const place of sealed?.seal?.gone.keys() ?? []) expect(sealed?.seal?.seeds.some(({ level, index }) => Math.floor(place / 2 ** level) === index)).toBe(false);
    expect([...(sealed ? readSegment(sealed.payload) : [])].length + (sealed?.seal?.gone.size ?? 0)).toBe(sealed?.seal?.events);
  }
}

describe('one batch', () => {
  async function sealedBatch(count = 40) {
    const clock = ticking();
    const campaign = await openCampaign(dpo, 'UTC', clock);
    const events = Array.from({ length: count }, (_, n) => eventOf(`${people[n % 5]}-${campaign}`, n));
    const first = await nextSeq();
    const { batch } = await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf(events), { clock, chunkSize: 7 });
    await sealAll(clock);
    return { campaign, batch, first, clock, events, id: await idOf(campaign) };
  }

  test('is one entry with the number of its events and the root over them', async () => {
    const { campaign, batch, first } = await sealedBatch();
    const entry = (await entriesFrom(first)).find(({ action }) => action === 'batch.seal');
    expect(entry).toMatchObject({ actor: { id: 'worker' }, object: { type: 'batch', id: batch }, after: { campaign, events: 40, root: (await rootsOf(campaign))[0]?.root } });
    expect(JSON.stringify(entry)).not.toMatch(/ann|s_[0-9a-f]/);
  });

  test('gives each of its events alone, with a proof that holds, to those who may export', async () => {
    const { campaign, id, batch, events } = await sealedBatch();
    const { pool } = await connection();
    const wanted: { subject: Buffer; id: string; segment: number }[] = [];
    for (const segment of await segmentsOfBatch(pool, batch)) for (const event of readSegment((await readSealedSegment(pool, segment))?.payload ?? Buffer.alloc(0))) wanted.push({ subject: Buffer.from(event.subject), id: idText(event), segment });
    expect(wanted).toHaveLength(40);
    expect(await discloseEvent(dpo, pool, id, wanted[0] ?? { subject: Buffer.alloc(16), id: '', segment: 0 })).toBeNull(); // Not published yet.
    while ((await tendLog()).published !== null) continue;
    for (const one of wanted) {
      const disclosure = await discloseEvent(dpo, pool, id, one);
      if (!disclosure) throw new Error('Nothing was disclosed.');
      const sent = events.find((event) => event.id === one.id);
      expect(disclosure.event).toMatchObject({ id: one.id, campaign, batch, type: sent?.type, occurred_at: `${sent?.occurred_at.slice(0, -1)}.000000Z`, subject: `s_${one.subject.toString('hex')}`, notice: 'terms-eea' });
      const { after } = JSON.parse(disclosure.entry);
      const leaf = leafHash(Buffer.concat([Buffer.from(disclosure.salt, 'base64'), Buffer.from(canonicalize(disclosure.event))]));
      expect(isIncluded(disclosure.index, after.events, leaf, disclosure.proof.map((hash) => Buffer.from(hash, 'base64')), Buffer.from(after.root, 'base64'))).toBe(true);
      expect(writeDisclosure(disclosure)).toMatch(/^\{"entry":.*\}\n$/);
    }
    await expect(discloseEvent(asRole('auditor'), pool, id, wanted[0] ?? { subject: Buffer.alloc(16), id: '', segment: 0 })).rejects.toMatchObject({ code: 'denied' });
  });

  test('keeps every other proof when a person is erased, whose event cannot be disclosed or guessed', async () => {
    const { campaign, id, batch, clock } = await sealedBatch();
    while ((await tendLog()).published !== null) continue;
    const { pool } = await connection();
    const who = `ann-${campaign}`;
    const [segment = 0] = await segmentsOfBatch(pool, batch);
    const first = [...readSegment((await readSealedSegment(pool, segment))?.payload ?? Buffer.alloc(0))];
    const own = first.find((event) => idText(event).startsWith('ann'));
    const other = first.find((event) => !idText(event).startsWith('ann'));
    if (!own || !other) throw new Error('The first segment lacks somebody.');
    const ask = (event: typeof own) => discloseEvent(dpo, pool, id, { subject: Buffer.from(event.subject), id: idText(event), segment });
    const [told, kept] = [await ask(own), await ask(other)];
    await eraseSubject(dpo, { campaign, identifiers: [who] }, clock);
    expect(await ask(own)).toBeNull();
    expect(await ask(other)).toMatchObject({ salt: kept?.salt, index: kept?.index, proof: kept?.proof });
    expect(await checkSeals(dpo)).toMatchObject({ problems: [] });
    const leaf = leafHash(Buffer.concat([Buffer.from(told?.salt ?? '', 'base64'), Buffer.from(canonicalize(told?.event ?? null))]));
    const sealed = await readSealedSegment(pool, segment);
    expect([...(sealed?.seal?.gone.values() ?? [])].some((hash) => hash.equals(leaf))).toBe(true);
    const everything = await pool.query<{ all: string }>(`select string_agg(s::text, '') as all from (select seeds, gone, nodes from segment_seals) s`);
    expect(everything.rows[0]?.all).not.toContain(Buffer.from(told?.salt ?? '', 'base64').toString('hex'));
    expect(leafHash(canonicalize(told?.event ?? null)).equals(leaf)).toBe(false); // Without the salt, the event alone confirms nothing.
    expect(subjectOf(who).subarray(0, 16).toString('hex')).toBe(String(told?.event.subject).slice(2));
  });

  test('that was cut off while it was sealed is sealed to its end, the same', async () => {
    const clock = ticking();
    const campaign = await openCampaign(dpo, 'UTC', clock);
    const { batch } = await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf(Array.from({ length: 20 }, (_, n) => eventOf(`x-${campaign}`, n))), { clock, chunkSize: 5 });
    const { pool } = await connection();
    const before = await readSealedSegment(pool, (await segmentsOfBatch(pool, batch))[0] ?? 0);
    expect(before?.seal).toBeNull();
    const [one, two] = await Promise.all([sealNextBatch(clock), sealNextBatch(clock)]);
    expect([one, two].filter(Boolean)).toHaveLength(1);
    expect((await checkSeals(dpo)).problems).toEqual([]);
  });

  test.each([
    ['an answer', `update segments set payload = overlay(payload placing '\\xff' from 12) where batch_id = $1`, 'holds other events|cannot be read'],
    ['a seed', `update segment_seals set seeds = overlay(seeds placing '\\xff' from 12) where batch_id = $1`, 'holds other events|cannot be read'],
    ['a subtree', `update segment_seals set nodes = overlay(nodes placing '\\xffff' from 12) where batch_id = $1`, 'holds other events'],
    ['the entry it names', `update batches set seal_seq = 0 where id = $1`, 'has no entry of it'],
  ])('is found to be wrong when somebody changes %s', async (_, statement, said) => {
    const { batch } = await sealedBatch(12);
    await asSuperuser([statement, [batch]]);
    expect((await checkSeals(dpo)).problems.join()).toMatch(new RegExp(said));
    await asSuperuser(['delete from segments where batch_id = $1', [batch]], ['delete from segment_seals where batch_id = $1', [batch]], ['delete from batches where id = $1', [batch]]);
  });
});
