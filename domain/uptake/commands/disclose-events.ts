import { z } from 'zod';
import type { Actor } from '@/domain/access/permissions';
import { campaignKey } from '@/domain/campaigns/schemas';
import { type Clock, systemClock } from '@/domain/clock';
import { command } from '@/domain/command';
import { writeDisclosure } from '@/domain/evidence/bundle';
import { discloseBatch, discloseEvent } from '@/domain/uptake/disclosure-queries';
import { idText } from '@/domain/uptake/engine/entries';
import { SubjectsRequest } from '@/domain/uptake/schemas';
import { shareCampaign } from '@/domain/uptake/sql/locks';
import { nameSubjects, readCampaignState, timelinesOf } from '@/domain/uptake/sql/subjects';
import { connection } from '@/db/client';

/** Notes that the events of a whole campaign are disclosed, and which batches hold them, in the order they came. */
const noteDisclosure = command({
  action: 'subject.disclose',
  permission: 'subjects:export',
  input: z.strictObject({ campaign: campaignKey }),
  async run({ client, input }) {
    const { id } = await readCampaignState(client, input.campaign);
    const found = await client.query<{ id: string }>('select id from batches where campaign_id = $1 order by number', [id]);
    return { result: { id, batches: found.rows.map((batch) => batch.id) }, object: { type: 'campaign', id: input.campaign }, after: { disclosed: 'all events', batches: found.rows.length } };
  },
});

/**
 * Every event of a campaign with its proof, a line each, so that whoever gets them can recount a report of it (docs/verify.md). `onWaiting` is told of a batch that the log
 * does not hold yet: its events are left out. Pseudonyms are in it. Throws `missing` for an unknown campaign.
 */
export async function* discloseCampaign(actor: Actor, input: unknown, onWaiting: (batch: string) => void, clock: Clock = systemClock): AsyncGenerator<string> {
  const { id, batches } = await noteDisclosure(actor, input, clock);
  const { pool } = await connection();
  for (const batch of batches) {
    const disclosures = await discloseBatch(actor, pool, id, batch);
    if (!disclosures) onWaiting(batch);
    else for (const disclosure of disclosures) yield writeDisclosure(disclosure);
  }
}

/** The standing events of some people with their proofs, a line each; how many of their events the log does not hold yet, or which cannot be told. Evidence tells how many, never who. */
export const discloseSubjects = command({
  action: 'subject.disclose',
  permission: 'subjects:export',
  input: SubjectsRequest,
  async run({ client, actor, input }) {
    const { id } = await readCampaignState(client, input.campaign);
    await shareCampaign(client, id); // No erasure comes between two looks.
    const named = nameSubjects(input.identifiers);
    const timelines = await timelinesOf(client, id, named);
    const lines: string[] = [];
    let waiting = 0;
    for (const { key, subject } of named) {
      for (const entry of timelines.get(key)?.entries ?? []) {
        const disclosure = await discloseEvent(actor, client, id, { subject, id: idText(entry), segment: entry.segment });
        if (disclosure) lines.push(writeDisclosure(disclosure));
        else waiting += 1;
      }
    }
    return { result: { lines, waiting }, object: { type: 'campaign', id: input.campaign }, after: { asked: named.length, disclosed: lines.length } };
  },
});
