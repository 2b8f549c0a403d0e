import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalize } from '@/domain/evidence/canonical';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { hasPython, verifyInPython } from '@/domain/evidence/testing/other-verifier';
import { zipOf } from '@/domain/evidence/testing/memory-log';
import { readZip, verifyBundle } from '@/domain/evidence/verify.mjs';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import type { ReportFile } from '@/domain/reports/document';
import { collect } from '@/domain/reports/formats/chunks';
import { toJson } from '@/domain/reports/formats/json';
import { bundleName, openFile } from '@/domain/reports/queries';
import type { Render } from '@/domain/reports/render';
import { discloseCampaign, discloseSubjects } from '@/domain/uptake/commands/disclose-events';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { sealNextBatch } from '@/domain/uptake/commands/seal-batches';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { samplesIn, written } from '@/domain/uptake/testing/event-sets';
import { ndjsonOf, openCampaign, ticking } from '@/domain/uptake/testing/rehearsal';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

type Change = (data: { counts: Record<string, number>; batches: unknown[]; groups: { region: { counts: Record<string, number> }[] } }) => void;

/** A difference is told before the test's time is over, even while it could be made smaller. */
const settings = { numRuns: 12, interruptAfterTimeLimit: 180_000, markInterruptAsFailure: true };

/** Writes the report's JSON, with its numbers changed before it is published. */
const render = (change: Change): Render =>
  async function* (document): AsyncGenerator<ReportFile> {
    const data = structuredClone(document.data);
    change(data as unknown as Parameters<Change>[0]);
    yield toJson({ ...document, data });
  };

const publishAll = async () => {
  for (let i = 0; i < 3; i += 1) expect((await tendLog()).fault).toBeNull();
};

async function reported(campaign: string, clock: () => Date, more: Record<string, unknown> = {}, change: Change = () => undefined, actor = dpo): Promise<Buffer> {
  const { number } = await requestReport(actor, { type: 'campaign_uptake', campaign, language: 'en', ...more }, clock);
  expect(await runNextReport({ clock, render: render(change) })).toEqual({ number, status: 'ready' });
  await publishAll();
  return collect((await openFile(dpo, number, bundleName(number))).chunks);
}

async function disclosedAll(campaign: string, clock: () => Date): Promise<string> {
  let text = '';
  const waiting: string[] = [];
  for await (const line of discloseCampaign(dpo, { campaign }, (batch) => waiting.push(batch), clock)) text += line;
  expect(waiting).toEqual([]);
  return text;
}

/** What both verifiers say, which is the same. */
function verdictOf(bundle: Buffer, disclosures: string) {
  const found = verifyBundle({ bundle, disclosures, recount: true });
  if (hasPython) expect(verifyInPython([{ bundle, disclosures, recount: true }])[0]?.code, found.verdict).toBe(found.code);
  return found;
}

async function sealAll(clock: () => Date) {
  while (await sealNextBatch(clock)) continue;
  await publishAll();
}

const event = (who: string, n: number, type = 'accepted') => ({ id: `${who}-${n}`, subject: who, type, occurred_at: `2026-02-0${n}T10:00:00Z`, region: n % 2 ? 'DE' : 'GB', platform: 'ios', channel: 'email' });

test('whatever came and was withdrawn, at any instant: both verifiers count from the disclosed events what the report says', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(samplesIn('UTC'), { minLength: 1, maxLength: 3 }), fc.boolean(), fc.constantFrom('2026-02-01T11:00:00.500Z', '2026-03-29T12:00:00Z', '2026-04-20T00:00:00Z'), fc.constantFrom({}, { region: 'DE' }, { platform: 'web' }), async (batches, withdraws, as_of, filters) => {
      const clock = ticking();
      const campaign = await openCampaign(dpo, 'UTC', clock);
      const ids: string[] = [];
      for (const samples of batches) ids.push((await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf(samples.map((sample, i) => written(sample, i))), { clock, chunkSize: 5 })).batch);
      if (withdraws) await withdrawBatch(dpo, { batch: ids[0], reason: 'wrong' }, clock);
      const bundle = await reported(campaign, clock, { as_of, filters });
      if (!withdraws) await withdrawBatch(dpo, { batch: ids[0], reason: 'later' }, clock); // Known later: the report stands.
      await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf([event('late', 1)]), { clock });
      await sealAll(clock);
      expect(verdictOf(bundle, await disclosedAll(campaign, clock))).toMatchObject({ code: 0 });
    }),
    settings,
  );
});

describe('a recount', () => {
  async function campaignOf(events: Record<string, unknown>[]) {
    const clock = ticking();
    const campaign = await openCampaign(dpo, 'UTC', clock);
    await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf(events), { clock });
    await sealAll(clock);
    return { clock, campaign };
  }
  const events = [event('ann', 1), event('bob', 2, 'declined'), event('cem', 3), event('dee', 4, 'displayed')];

  test('finds a report whose numbers are not those of the events, in all or in one region', async () => {
    const { clock, campaign } = await campaignOf(events);
    const lines = await disclosedAll(campaign, clock);
    expect(verdictOf(await reported(campaign, clock), lines)).toMatchObject({ code: 0, notes: expect.arrayContaining([expect.stringMatching(/^Recount: 4 people by the events of 1 batches/)]) });
    const forged = await reported(campaign, clock, {}, ({ counts }) => (counts.accepted = 3));
    expect(verifyBundle({ bundle: forged, disclosures: lines })).toMatchObject({ code: 0 }); // Without the recount nothing shows: the negative control.
    expect(verdictOf(forged, lines)).toMatchObject({ code: 1, verdict: expect.stringContaining('it has 3 accepted, the events give 2') });
    expect(verdictOf(await reported(campaign, clock, {}, ({ groups }) => groups.region.forEach(({ counts }) => (counts.declined = 0))), lines)).toMatchObject({ code: 1, verdict: expect.stringContaining('declined in GB') });
    expect(verdictOf(await reported(campaign, clock, {}, ({ groups }) => groups.region.splice(0, 1)), lines)).toMatchObject({ code: 1, verdict: expect.stringContaining('that it does not count') });
  });

  test('does not wait for events of a batch whose every line was rejected: it brought none', async () => {
    const { clock, campaign } = await campaignOf(events);
    const told = await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf([{ ...events[0], region: 'FR' }]), { clock });
    expect(told).toMatchObject({ stored: 0, duplicates: 0, rejected: 1 });
    await sealAll(clock);
    expect(verdictOf(await reported(campaign, clock), await disclosedAll(campaign, clock))).toMatchObject({ code: 0 });
  });

  test('is refused with an event left out, and an event altered, added or told twice is found', async () => {
    const { clock, campaign } = await campaignOf(events);
    const bundle = await reported(campaign, clock);
    const lines = (await disclosedAll(campaign, clock)).trimEnd().split('\n');
    const text = (list: string[]) => list.map((line) => `${line}\n`).join('');
    expect(verdictOf(bundle, text(lines.slice(1)))).toMatchObject({ code: 3, verdict: expect.stringContaining('3 of 4 events are disclosed') });
    expect(verdictOf(bundle, '')).toMatchObject({ code: 3, verdict: expect.stringContaining('no event is disclosed') });
    const altered = (change: (one: { event: Record<string, unknown>; index: number }) => void) => {
      const one = JSON.parse(lines[0] ?? '');
      change(one);
      return canonicalize(one);
    };
    expect(verdictOf(bundle, text([altered((one) => (one.event.type = 'objected')), ...lines.slice(1)]))).toMatchObject({ code: 1 });
    expect(verdictOf(bundle, text([...lines, altered((one) => (one.index = 4))]))).toMatchObject({ code: 1 });
    expect(verdictOf(bundle, text([...lines, lines[0] ?? '']))).toMatchObject({ code: 1, verdict: expect.stringContaining('second time') });
    expect(verifyBundle({ bundle, recount: true })).toMatchObject({ code: 2 });
    expect(verifyInPython([{ bundle, recount: true }])[0]?.code ?? 2).toBe(2);
  });

  test('cannot be made of a whole batch withheld, of erased people, of withheld small cells, or of another report', async () => {
    const { clock, campaign } = await campaignOf(events);
    await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf([event('eve', 5)]), { clock });
    await sealAll(clock);
    const bundle = await reported(campaign, clock);
    const lines = await disclosedAll(campaign, clock);
    expect(verdictOf(bundle, lines)).toMatchObject({ code: 0 });
    const first = lines.split('\n').filter((line) => !line.includes('eve-5')).join('\n');
    expect(verdictOf(bundle, first)).toMatchObject({ code: 3, verdict: expect.stringContaining('no event is disclosed') });
    const forManager = await reported(campaign, clock, { as_of: '2026-03-01T00:00:00Z' }, undefined, asRole('manager'));
    expect(verdictOf(forManager, lines)).toMatchObject({ code: 3, verdict: expect.stringContaining('with exact numbers') });
    await eraseSubject(dpo, { campaign, identifiers: ['ann'] }, clock);
    expect(verdictOf(bundle, await disclosedAll(campaign, clock))).toMatchObject({ code: 3, verdict: expect.stringContaining('3 of 4 events are disclosed') });
    const withoutJson = await zipOf([...readZip(bundle)].filter(([name]) => name !== 'report.json').map(([name, bytes]) => ({ name, text: bytes.toString('utf8') })));
    expect(verdictOf(withoutJson, lines)).toMatchObject({ code: 1 });
  });

  test('some people’s events alone are disclosed for whoever asks for them, in the rights of whoever may export', async () => {
    const { clock, campaign } = await campaignOf(events);
    const bundle = await reported(campaign, clock);
    const { lines, waiting } = await discloseSubjects(dpo, { campaign, identifiers: ['ann', 'bob', 'nobody'] }, clock);
    expect([lines.length, waiting]).toEqual([2, 0]);
    expect(verifyBundle({ bundle, disclosures: lines.join('') })).toMatchObject({ code: 0 });
    await expect(discloseSubjects(asRole('auditor'), { campaign, identifiers: ['ann'] })).rejects.toMatchObject({ code: 'denied' });
    await expect(discloseCampaign(asRole('auditor'), { campaign }, () => undefined).next()).rejects.toMatchObject({ code: 'denied' });
  });
});
