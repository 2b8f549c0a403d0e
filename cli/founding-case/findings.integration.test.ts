import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { cli } from '@/cli/usage';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { judge } from '@/domain/findings/judge';
import { campaignRules } from '@/domain/findings/pack';
import { defaultSettings } from '@/domain/findings/settings';
import { readCampaignFacts } from '@/domain/findings/sql/read-campaign-facts';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readUptake } from '@/domain/uptake/queries';
import { snapshot } from '@/db/client';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const now = new Date('2026-11-26T00:00:00Z');

async function* body() {
  yield Buffer.from([...foundingEvents({ subjects: 600 })].join('\n'));
}

it('the founding campaign reproduces what the authorities found, from its own facts', async () => {
  await createCampaign(cli, { file: foundingCampaign, illustrative: true });
  await importEvents(cli, { campaign: foundingCampaign.key, format: 'ndjson', source: 'test' }, body(), { folds: true });
  const objects = await snapshot((client) => readCampaignFacts(client, [foundingCampaign.key], now));
  const find = (settings = {}) => judge(campaignRules, objects, { ...defaultSettings, ...settings }, now);
  const found = find();
  const abouts = (rule: string, findings = found) => findings.filter((finding) => finding.rule === rule).map(({ about }) => about);

  expect(abouts('CAM-03')).toEqual(['variant:agree-only::', 'variant:agree-only::ios', 'variant:agree-or-not-now::']);
  expect(found.find(({ about }) => about === 'variant:agree-or-not-now::')?.values.faults).toEqual(['no_decline']);
  expect(found.find(({ about }) => about === 'variant:agree-only::ios')?.values.faults).toEqual(['no_decline', 'no_way_out']);
  expect(abouts('CAM-05')).toEqual(['changed:']);
  expect(found.find(({ rule }) => rule === 'CAM-05')?.values.n).toBe(4);
  expect(abouts('CAM-06')).toEqual(['label:Prompt in the app']);
  expect(abouts('CAM-02')).toEqual(['change:business-chats', 'change:facebook-companies', 'change:opt-out-of-2016']);

  const told = await readUptake(cli, { campaign: foundingCampaign.key, asOf: new Date('2021-01-15T00:00:00Z') });
  const reached = Object.entries(told.total.counts).filter(([name]) => name !== 'not_reached' && name !== 'unproven').reduce((sum, [, n]) => sum + (n ?? 0), 0);
  expect(reached).toBeGreaterThan(100);
  expect(found.filter(({ rule }) => rule === 'CAM-07')).toMatchObject([{ about: 'deadline::2021-05-15T23:00:00.000Z', values: { n: reached, deadline: '2021-05-15' } }]);

  type Event = { id: string; subject: string; type: string; notice?: string };
  const sent = [...new Map([...foundingEvents({ subjects: 600 })].map((line): Event => JSON.parse(line)).map((event) => [`${event.subject} ${event.id}`, event])).values()];
  const decisions = sent.filter(({ type }) => type === 'accepted' || type === 'declined');
  const known = new Set(foundingCampaign.notices.map(({ text }) => createHash('sha256').update(text).digest('hex')));
  const [evt01] = found.filter(({ rule }) => rule === 'EVT-01');
  expect(evt01?.values).toEqual({ n: decisions.filter(({ notice }) => !known.has(notice ?? '')).length, all: decisions.length });
  expect(abouts('CAM-04')).toContain('cap');
  expect(found.some(({ rule }) => rule === 'EVT-03')).toBe(false);

  const days = (settings = {}) => abouts('CAM-01', find(settings)).filter((about) => about.startsWith('days:'));
  expect(days()).toEqual([]);
  expect(days({ minNoticeDays: 33 })).toEqual([]);
  expect(days({ minNoticeDays: 34 })).toEqual(['days::2021-02-09T00:00:00.000Z']);
  expect(objects[0]?.facts.deadlines.map(({ days: n }) => n)).toEqual([33, 129]);
});
