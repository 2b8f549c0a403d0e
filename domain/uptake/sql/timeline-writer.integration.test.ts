import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkRollups } from '@/domain/uptake/check-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { leadLength } from '@/domain/uptake/engine/entries';
import { TimelineWriter } from '@/domain/uptake/sql/timeline-writer';
import { connection, transact } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

/** Of somebody without events. */
const entries = Buffer.alloc(leadLength, 1);
const keyOf = (number: number) => Buffer.from(number.toString(16).padStart(32, '0'), 'hex');

async function newCampaign(): Promise<{ id: number; key: string }> {
  const file = campaignFile();
  await createCampaign(system, { file });
  const { pool } = await connection();
  return { id: (await pool.query<{ id: number }>('select id from campaigns where key = $1', [file.key])).rows[0]?.id ?? 0, key: file.key };
}

const peopleIn = async (campaign: number) => (await (await connection()).pool.query<{ n: number }>('select count(*)::int as n from timelines where campaign_id = $1', [campaign])).rows[0]?.n;

async function write(campaign: number, slices: number[][], ending: (writer: TimelineWriter) => Promise<void>): Promise<void> {
  await transact(async ({ client }) => {
    const writer = new TimelineWriter(client, campaign);
    try {
      for (const slice of slices) {
        for (const number of slice) writer.add(keyOf(number), 0, entries);
        await writer.send();
      }
      await ending(writer);
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  });
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const toItsEnd = (writer: TimelineWriter) => writer.end();

test('timelines that were sent in slices are all there, and none where nothing came', async () => {
  const { id } = await newCampaign();
  await write(id, [numbers(0, 3_000), [], numbers(3_000, 3_001), numbers(3_001, 9_000)], toItsEnd);
  await write(id, [[], []], toItsEnd);
  expect(await peopleIn(id)).toBe(9_000);
});

test('a subject that is there already ends the writing with the server’s own answer, whichever slice it is in, and the connection goes on', async () => {
  const { id } = await newCampaign();
  await write(id, [[500]], toItsEnd);
  for (const slices of [[numbers(400, 3_000), numbers(3_000, 40_000), numbers(40_000, 80_000)], [numbers(600, 40_000), [500]]]) {
    await expect(write(id, slices, toItsEnd)).rejects.toMatchObject({ code: '23505' });
    expect(await peopleIn(id)).toBe(1);
  }
  await write(id, [numbers(600, 700)], toItsEnd);
  expect(await peopleIn(id)).toBe(101);
});

test('the answer is the server’s own also where it comes after the last slice and before the end', async () => {
  const { id } = await newCampaign();
  await write(id, [[500]], toItsEnd);
  await expect(write(id, [numbers(400, 4_000)], async (writer) => {
    await setTimeout(300);
    await writer.end();
  })).rejects.toMatchObject({ code: '23505' });
});

test('writing that is given up leaves nothing, and the connection goes on', async () => {
  const { id } = await newCampaign();
  for (const slices of [[], [numbers(0, 10)], [numbers(0, 20_000), numbers(20_000, 30_000)]]) {
    await expect(write(id, slices, () => Promise.reject(new Error('No further.')))).rejects.toThrow('No further.');
    expect(await peopleIn(id)).toBe(0);
  }
});

test('many new people whom two bring at once are there once, and count once', async () => {
  const { id, key } = await newCampaign();
  const line = (i: number) => JSON.stringify({ id: `event-${i}`, subject: `person-${i}`, type: 'accepted', occurred_at: new Date(Date.UTC(2026, 0, 6) + i * 60_000).toISOString(), region: 'DE', platform: 'ios', channel: 'in_app' });
  const send = (people: number[]) => importEvents(system, { campaign: key, format: 'ndjson', source: 'test' }, (async function* () { yield Buffer.from(people.map(line).join('\n')); })());
  const answers = await Promise.all([send(numbers(0, 12_000)), send(numbers(0, 12_000).reverse()), send(numbers(6_000, 14_000))]);
  expect(answers.reduce((sum, { stored }) => sum + stored, 0)).toBe(14_000);
  expect(answers.reduce((sum, { stored, duplicates }) => sum + stored + duplicates, 0)).toBe(32_000);
  expect(await peopleIn(id)).toBe(14_000);
  expect((await checkRollups(asRole('dpo'))).problems).toEqual([]);
});
