import type pg from 'pg';
import { z } from 'zod';
import { type CommandContext, type Entry, command } from '@/domain/command';
import { readErasureList } from '@/domain/uptake/erasure-list';
import { uuidOf } from '@/domain/uptake/engine/entries';
import { showPseudonym } from '@/domain/uptake/pseudonym';
import { takeBack } from '@/domain/uptake/sql/erase';
import { expireReports } from '@/domain/uptake/sql/expire-reports';
import { lockCampaign, lockPayloads } from '@/domain/uptake/sql/locks';
import { rewriteSegments } from '@/domain/uptake/sql/rewrite-segments';
import { type CampaignState, type Named, readCampaignState } from '@/domain/uptake/sql/subjects';
import { eachSubject } from '@/domain/uptake/sql/timelines';
import { erasedAmong } from '@/domain/uptake/sql/tombstones';
import { erasures } from '@/db/schema';

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
  const { segments } = await rewriteSegments(client, id, named.map(({ subject }) => subject));
  const { events, recordedAt } = await takeBack(client, campaign, named, clock);
  await client.query('insert into tombstones (campaign_id, digest) select $1, d from unnest($2::bytea[]) d order by d on conflict do nothing', [id, campaign.eventsDeletedAt ? [] : tombstones]);
  const reports = named.length === 0 ? 0 : await expireReports(tx, key, named.map(({ subject }) => showPseudonym(subject)));
  if (named.length > 0) await tx.insert(erasures).values({ campaignId: id, kind: 'request', at: recordedAt, subjects: named.length, events });
  return { erased: named.length, events, segments, reports };
}

/** Who of a campaign is on the list. Timelines name everybody its segments do. */
async function listedIn(client: pg.ClientBase, { id }: CampaignState, tombstones: Buffer[]): Promise<Named[]> {
  const isErased = erasedAmong(id, tombstones);
  const named: Named[] = [];
  for await (const subject of eachSubject(client, id)) if (isErased(subject)) named.push({ line: named.length + 1, subject, key: uuidOf(subject) });
  return named;
}
