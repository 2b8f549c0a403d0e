import type pg from 'pg';
import { z } from 'zod';
import { type CommandContext, type Entry, command } from '@/domain/command';
import { type Deletion, readErasureList } from '@/domain/uptake/erasure-list';
import { uuidOf } from '@/domain/uptake/engine/entries';
import { deleteAllEvents, dueAt } from '@/domain/uptake/sql/delete-events';
import { eraseNamed } from '@/domain/uptake/sql/erase';
import { lockCampaign, lockPayloads, lockRecording } from '@/domain/uptake/sql/locks';
import { type CampaignState, type Named, readCampaignState } from '@/domain/uptake/sql/subjects';
import { buildTallies } from '@/domain/uptake/sql/tallies';
import { eachSubject } from '@/domain/uptake/sql/timelines';
import { erasedAmong, keepTombstones } from '@/domain/uptake/sql/tombstones';

const Input = z.strictObject({ list: z.string() });

/** A deletion on the list that was not applied: the campaign of that key is `another`, was put on hold after it (`held`), or is `not_due` by its deadlines here and the rule it had. */
type Left = { campaign: string; why: 'another' | 'held' | 'not_due' };

/**
 * Applies erasures that were made elsewhere or later to what is here, as after a backup was restored (GDPR Article 17 and Article 5(1)(e)): whoever is on the list (`erasures export`, or the one the worker keeps) is erased
 * again as `eraseSubject` does, and a campaign on it loses its events again as by its retention rule, both also under a legal hold from before, which was lifted; tombstones of people who are not here are kept too.
 * Campaigns that are not here are passed over, and deletions that do not fit what is here are told. Evidence tells how many, never who.
 */
export const applyErasures = command({
  action: 'installation.apply_erasures',
  permission: 'subjects:erase',
  input: Input,
  async run({ input, ...work }) {
    const { tombstones, deletions } = readErasureList(input.list);
    const keys = new Set([...tombstones.keys(), ...deletions.map(({ campaign }) => campaign)]);
    const here = await work.client.query<{ key: string; created_at: Date }>('select key, created_at from campaigns where key = any($1) order by id for update', [[...keys]]);
    const entries: Entry[] = [];
    const left: Left[] = [];
    const told = { listed: [...tombstones.values()].reduce((sum, { size }) => sum + size, 0), campaigns: here.rows.length, campaigns_not_here: keys.size - here.rows.length, erased: 0, events: 0, retention: 0, retention_left: left };
    for (const { key, created_at } of here.rows) {
      const campaign = await lockListed(work.client, key);
      const { erased, events, ...counts } = await eraseListed(work, campaign, [...(tombstones.get(key) ?? [])].map((tombstone) => Buffer.from(tombstone, 'hex')));
      told.erased += erased;
      told.events += events;
      if (erased > 0) entries.push({ action: 'subject.erase', object: { type: 'campaign', id: key }, after: { erased, events, ...counts, from_list: true } });
      for (const deletion of deletions.filter(({ campaign }) => campaign === key)) {
        const done = deletion.created_at === created_at.toISOString() ? await deleteListed(work, campaign, deletion) : 'another';
        if (done === 'gone') continue;
        if (typeof done === 'string') {
          left.push({ campaign: key, why: done });
          continue;
        }
        told.retention += 1;
        entries.push({ action: 'campaign.delete_events', object: { type: 'campaign', id: key }, ...done });
      }
    }
    return { result: told, entries: [...entries, { object: { type: 'installation', id: 'database' }, after: told }] };
  },
});

type Work = Pick<CommandContext<unknown>, 'tx' | 'client' | 'clock'>;

async function eraseListed({ tx, client, clock }: Work, campaign: CampaignState, tombstones: Buffer[]) {
  const named = await listedIn(client, campaign, tombstones);
  const { gone, events, segments, reports } = await eraseNamed({ tx, client, clock }, campaign, named);
  if (!campaign.eventsDeletedAt) await keepTombstones(client, campaign.id, tombstones);
  return { erased: gone.length, events, segments, reports };
}

/** The campaign's events go again, and its rule is what it was when they went; else why not. */
async function deleteListed({ tx, client, clock }: Work, campaign: CampaignState, { retention_days, events_deleted_at }: Deletion) {
  const deletedAt = new Date(events_deleted_at);
  if (campaign.eventsDeletedAt) return 'gone';
  if (campaign.heldSince && campaign.heldSince > deletedAt) return 'held';
  const due = await dueAt(tx, { ...campaign, retentionDays: retention_days });
  if (!due || due > deletedAt) return 'not_due';
  await lockRecording(client, campaign.id);
  const at = clock();
  if (!campaign.tallied) await buildTallies(client, campaign, at); // The last time that its events can be counted.
  const counts = await deleteAllEvents({ tx, client }, campaign.id, at);
  await client.query('update campaigns set retention_days = $2 where id = $1', [campaign.id, retention_days]);
  return { before: { ...counts, retention_days: campaign.retentionDays }, after: { events_deleted_at: at.toISOString(), first_deleted_at: events_deleted_at, retention_days, from_list: true } };
}

async function lockListed(client: pg.ClientBase, key: string): Promise<CampaignState> {
  const { id } = await readCampaignState(client, key);
  await lockCampaign(client, id);
  await lockPayloads(client, id);
  return readCampaignState(client, key);
}

/** Who of a campaign is on the list. Timelines name everybody its segments do. */
async function listedIn(client: pg.ClientBase, { id }: CampaignState, tombstones: Buffer[]): Promise<Named[]> {
  const isErased = erasedAmong(id, tombstones);
  const named: Named[] = [];
  for await (const subject of eachSubject(client, id)) if (isErased(subject)) named.push({ line: named.length + 1, subject, key: uuidOf(subject) });
  return named;
}
