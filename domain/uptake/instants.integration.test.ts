import { beforeAll, expect, test } from 'vitest';
import { GET as getClearance } from '@/app/api/v1/campaigns/[campaign]/clearance/route';
import { GET as getUptake } from '@/app/api/v1/campaigns/[campaign]/uptake/route';
import { GET as getRegister } from '@/app/api/v1/purposes/route';
import { POST as postReport } from '@/app/api/v1/reports/route';
import { main } from '@/cli/main';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { firstDay, instantFine, lastDay } from '@/domain/instants';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { readUptake } from '@/domain/uptake/queries';
import { asRole, ingestKey } from '@/db/testing/actors';
import { newKey } from '@/db/testing/api-front';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
let campaign: string;
let key: string;
beforeAll(async () => {
  campaign = (await createCampaign(asRole('dpo'), { file: campaignFile() })).key;
  key = await newKey('dpo');
});

type Route = (request: Request, context: { params: Promise<{ campaign: string }> }) => Promise<Response>;
const ask = async (route: Route, query: string, body?: object) => {
  const request = new Request(`http://127.0.0.1/api/v1/x${query}`, { headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  const response = await route(request, { params: Promise.resolve({ campaign }) });
  return { status: response.status, told: (await response.json()) as { fields?: { field: string; message: string }[] } };
};

const mad = ['0000-01-01', '0001-01-01', '1899-12-31', '2100-01-01', '9000-01-01', '9999-12-31'];

test('a question about a day that nothing can be of is refused with 400, the name of the parameter and the range', async () => {
  for (const date of mad) {
    const at = `${date}T23:59:59Z`;
    const asked: [string, ReturnType<typeof ask>][] = [
      ...['as_of', 'known_at'].map((name): [string, ReturnType<typeof ask>] => [name, ask(getUptake, `?${name}=${at}`)]),
      ...['from', 'to'].map((name): [string, ReturnType<typeof ask>] => [name, ask(getUptake, `?${name}=${date}`)]),
      ['as_of', ask(getClearance, `?as_of=${at}`)], ['as_of', ask(getRegister, `?as_of=${at}`)], ['known_at', ask(getRegister, `?known_at=${at}`)],
      ['as_of', ask(postReport, '', { type: 'campaign_uptake', campaign, language: 'en', as_of: at })],
    ];
    for (const [field, answer] of asked) {
      const { status, told } = await answer;
      expect([status, told.fields], date).toEqual([400, [{ field, message: expect.stringMatching(/1900-01-01.*2099-12-31/) }]]);
    }
  }
});

test('the first and the last day are answered, to who sees all numbers and to who does not', async () => {
  for (const role of ['dpo', 'manager'] as const) {
    for (const day of [firstDay, lastDay]) {
      const asOf = new Date(`${day}T12:00:00Z`);
      const view = await readUptake(asRole(role), { campaign, asOf, knownAt: asOf, from: day, to: day });
      expect(view.series.length, `${role} ${day}`).toBe(role === 'dpo' ? 1 : 0);
      expect((await readUptake(asRole(role), { campaign, endOfDay: day })).asOf.getTime()).toBeLessThanOrEqual(Date.now());
    }
  }
  const whole = await readUptake(asRole('dpo'), { campaign, asOf: new Date('2099-12-31T22:59:59.999Z'), from: firstDay, to: lastDay });
  expect([whole.series[0]?.date, whole.series.at(-1)?.date, whole.series.length]).toEqual([firstDay, lastDay, 73_049]);
}, 60_000);

test('an acceptance is in time to the microsecond, and a deadline that would be cut is refused', async () => {
  const fine = '2026-02-08T23:59:59.999999+01:00';
  const { deadlines } = campaignFile();
  const file = campaignFile({ deadlines: deadlines.map((entry) => ({ ...entry, at: '2026-02-08T23:59:59.999000+01:00' })) });
  await expect(createCampaign(asRole('dpo'), { file: { ...file, deadlines: deadlines.map((entry) => ({ ...entry, at: fine })) } })).rejects.toMatchObject({ code: 'invalid', options: { fields: [{ field: 'file.deadlines.0.at', message: instantFine }] } });
  await createCampaign(asRole('dpo'), { file });
  await moveDeadline(asRole('dpo'), { campaign: file.key, at: '2026-02-09T00:00:00+01:00', since: '2026-01-06T00:00:00Z', reason: 'the whole of the day' });
  const lines = ['998999', '999500', '999999'].map((micros) => JSON.stringify({ id: micros, subject: micros, type: 'accepted', occurred_at: `2026-02-08T23:59:59.${micros}+01:00`, region: 'DE', platform: 'ios', channel: 'in_app' }));
  await importEvents(ingestKey, { campaign: file.key, format: 'ndjson', source: 'test' }, (async function* () { yield Buffer.from(lines.join('\n')); })());
  const { deadlines: standing } = await readUptake(asRole('dpo'), { campaign: file.key, asOf: new Date('2026-03-01T00:00:00Z') });
  expect(standing.map(({ entry, acceptedBy, acceptedLate }) => [entry.at.toISOString(), acceptedBy, acceptedLate])).toEqual([['2026-02-08T22:59:59.999Z', 1, 2], ['2026-02-08T23:00:00.000Z', 3, 0]]);
  const { status, told } = await ask(getUptake, `?as_of=${encodeURIComponent(fine)}`);
  expect([status, told.fields]).toEqual([400, [{ field: 'as_of', message: instantFine }]]);
});

test('the command line refuses it likewise, before anything is read', async () => {
  for (const args of [['uptake', campaign, '--as-of', '9000-01-01T00:00:00Z'], ['uptake', campaign, '--to', '9999-12-31'], ['clearance', 'show', campaign, '--as-of', '0001-01-01T00:00:00Z'], ['register', 'export', '--as-of', '9999-12-31T23:59:59Z'], ['register', 'export', '--known-at', '2026-01-01']]) {
    const said: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
    const code = await main(args).finally(() => (process.stderr.write = write));
    expect([code, said.join('')], args.join(' ')).toEqual([1, expect.stringMatching(/(as_of|known_at|to): Give an? (RFC 3339 instant|instant from 1900|date from 1900)/)]);
  }
});
