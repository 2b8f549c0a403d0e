import type pg from 'pg';
import { z } from 'zod';
import { type CommandContext, type Entry, command } from '@/domain/command';
import { readErasureList } from '@/domain/uptake/erasure-list';
import { uuidOf } from '@/domain/uptake/engine/entries';
import { eraseNamed } from '@/domain/uptake/sql/erase';
import { lockCampaign, lockPayloads } from '@/domain/uptake/sql/locks';
import { type CampaignState, type Named, readCampaignState } from '@/domain/uptake/sql/subjects';
import { eachSubject } from '@/domain/uptake/sql/timelines';
import { erasedAmong, keepTombstones } from '@/domain/uptake/sql/tombstones';

const Input = z.strictObject({ list: z.string() });

/**
 * Applies erasures that were made elsewhere or later to what is here, as after a backup was restored (GDPR Article 17): whoever is on the list (`erasures export`, or the one the worker keeps) is erased again as
 * `eraseSubject` does, also under a legal hold, which was lifted when they were; tombstones of people who are not here are kept too. Campaigns that are not here are passed over. Evidence tells how many, never who.
 */
export const applyErasures = command({
  action: 'installation.apply_erasures',
  permission: 'subjects:erase',
  input: Input,
  async run({ input, ...work }) {
    const list = readErasureList(input.list);
    const here = await work.client.query<{ key: string }>('select key from campaigns where key = any($1) order by id', [[...list.keys()]]);
    const entries: Entry[] = [];
    const told = { listed: [...list.values()].reduce((sum, tombstones) => sum + tombstones.size, 0), campaigns: here.rows.length, campaigns_not_here: list.size - here.rows.length, erased: 0, events: 0 };
    for (const { key } of here.rows) {
      const { erased, events, ...counts } = await eraseListed(work, key, [...(list.get(key) ?? [])].map((tombstone) => Buffer.from(tombstone, 'hex')));
      told.erased += erased;
      told.events += events;
      if (erased > 0) entries.push({ action: 'subject.erase', object: { type: 'campaign', id: key }, after: { erased, events, ...counts, from_list: true } });
    }
    return { result: told, entries: [...entries, { object: { type: 'installation', id: 'database' }, after: told }] };
  },
});

async function eraseListed({ tx, client, clock }: Pick<CommandContext<unknown>, 'tx' | 'client' | 'clock'>, key: string, tombstones: Buffer[]) {
  const { id } = await readCampaignState(client, key);
  await lockCampaign(client, id);
  await lockPayloads(client, id);
  const campaign = await readCampaignState(client, key);
  const named = await listedIn(client, campaign, tombstones);
  const { gone, events, segments, reports } = await eraseNamed({ tx, client, clock }, campaign, named);
  if (!campaign.eventsDeletedAt) await keepTombstones(client, id, tombstones);
  return { erased: gone.length, events, segments, reports };
}

/** Who of a campaign is on the list. Timelines name everybody its segments do. */
async function listedIn(client: pg.ClientBase, { id }: CampaignState, tombstones: Buffer[]): Promise<Named[]> {
  const isErased = erasedAmong(id, tombstones);
  const named: Named[] = [];
  for await (const subject of eachSubject(client, id)) if (isErased(subject)) named.push({ line: named.length + 1, subject, key: uuidOf(subject) });
  return named;
}
