import { expect, it } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { recordConduct } from '@/domain/campaigns/commands/record-conduct';
import { readFairness, readVerdicts } from '@/domain/findings/fairness-queries';
import { rejudge } from '@/domain/findings/sql/rejudge';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { transact } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const notice = 'terms-eu-en-1';
const line = (subject: string, id: string, type: string, at: string, variant: string) => JSON.stringify({ id, subject, type, occurred_at: at, notice, region: 'DE', platform: 'web', channel: 'web', variant });

async function* body(lines: Iterable<string>) {
  for (const one of lines) yield Buffer.from(`${one}\n`);
}

/** `n` people are shown a form and accept so many milliseconds later; the last of them declined before and was asked again. */
function* people(n: number, variant: string, after: number) {
  for (let i = 0; i < n; i += 1) {
    const [subject, shown] = [`${variant}-${i}`, Date.parse('2026-01-10T10:00:00Z')];
    const at = (ms: number) => new Date(shown + ms).toISOString();
    yield line(subject, 'a', 'displayed', at(0), variant);
    if (i < n - 1) yield line(subject, 'b', 'accepted', at(after), variant);
    else {
      yield line(subject, 'b', 'declined', at(after), variant);
      yield line(subject, 'c', 'displayed', at(after + 3_600_000), variant);
    }
  }
}

it('counts each form of the prompt exactly for the DPO, and coarsely as of the last day’s end for a manager', async () => {
  const file = campaignFile({ variants: [{ variant: 'fast', accept_steps: 1, accept_prominence: 'primary', dismissible: true, deferrable: true }] });
  await createCampaign(system, { file });
  await importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body([...people(25, 'fast', 500), ...people(5, 'slow', 20_000)]));
  const { forms, exact } = await readFairness(asRole('dpo'), file.key);
  expect(exact).toBe(true);
  expect(forms).toMatchObject([
    { variant: 'fast', described: [{ declineSteps: null }], displays: 26, accepts: 24, declines: 1, timed: 24, people: 25, answered: 25, askedAgain: 1, before: [0, 25, 0, 0, 0, 0], after: [24, 1, 0, 0, 0, 0] },
    { variant: 'slow', described: [], displays: 6, accepts: 4, declines: 1, timed: 4 },
  ]);
  expect(forms[0]?.times.map(({ n }) => n)).toEqual([24, 0, 0, 0, 0, 0]);
  expect(forms[1]?.times.map(({ n }) => n)).toEqual([0, 0, 0, 4, 0, 0]);

  const today = await readFairness(asRole('manager'), file.key);
  expect(today.forms.every(({ displays, accepts }) => displays === null && accepts === null)).toBe(true);
  const tomorrow = await readFairness(asRole('manager'), file.key, () => new Date(Date.now() + 2 * 86_400_000));
  expect(tomorrow.forms).toMatchObject([{ variant: 'fast', displays: 20, accepts: 20, declines: null, people: 20, askedAgain: null }, { variant: 'slow', displays: null, accepts: null }]);
  await expect(readFairness(ingestKey, file.key)).rejects.toMatchObject({ code: 'denied' });
  await expect(readFairness(asRole('dpo'), 'no-such')).rejects.toMatchObject({ code: 'missing' });
});

it('says what the rules found, and no more once it is mended', async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  const entry = { variant: 'fast', accept_steps: 1, accept_prominence: 'primary', dismissible: true, deferrable: true };
  const judged = () => transact(({ client }) => rejudge(client, { purposes: [], campaigns: [file.key] }, new Date()));
  await recordConduct(asRole('dpo'), { campaign: file.key, kind: 'variant', entry });
  await importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body(people(12, 'fast', 500)));
  await judged();
  expect((await readVerdicts(asRole('dpo'), file.key)).map(({ rule, about }) => `${rule} ${about}`)).toEqual(['CAM-03 variant:fast::', 'CAM-04 after-decline', 'EVT-04 variant:fast']);
  await recordConduct(asRole('legal'), { campaign: file.key, kind: 'variant', entry: { ...entry, decline_steps: 1, decline_prominence: 'primary' } });
  await judged();
  expect((await readVerdicts(asRole('dpo'), file.key)).map(({ rule }) => rule)).toEqual(['CAM-04', 'EVT-04']);
  await expect(readVerdicts(ingestKey, file.key)).rejects.toMatchObject({ code: 'denied' });
});
