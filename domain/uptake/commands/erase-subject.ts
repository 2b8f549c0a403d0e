import { command } from '@/domain/command';
import { isHeld } from '@/domain/uptake/erasure';
import { SubjectsRequest } from '@/domain/uptake/schemas';
import { eraseNamed } from '@/domain/uptake/sql/erase';
import { lockCampaign, lockPayloads } from '@/domain/uptake/sql/locks';
import { nameSubjects, readCampaignState } from '@/domain/uptake/sql/subjects';
import { readErased } from '@/domain/uptake/sql/tombstones';

/**
 * Erases people from a campaign (GDPR Article 17): their timelines and their events in every stored segment go, their part in the counts
 * is taken back by a correction recorded now, so that what was known before keeps its numbers, and a keyed tombstone refuses their
 * events when they are sent again. Reports that name them lose their files. Evidence tells how many, without a pseudonym. Throws `missing` for an unknown campaign and `conflict`
 * under legal hold.
 */
export const eraseSubject = command({
  action: 'subject.erase',
  permission: 'subjects:erase',
  input: SubjectsRequest,
  async run({ tx, client, clock, input }) {
    const { id } = await readCampaignState(client, input.campaign);
    await lockCampaign(client, id);
    await lockPayloads(client, id);
    const campaign = await readCampaignState(client, input.campaign);
    if (campaign.heldSince) throw isHeld(input.campaign);
    const named = nameSubjects(input.identifiers);
    const wasErased = await readErased(client, id);
    const { gone, events, segments, reports, recordedAt } = await eraseNamed({ tx, client, clock }, campaign, named);
    const already = named.filter((one) => !gone.includes(one) && wasErased(one.subject));
    const unknown = named.filter((one) => !gone.includes(one) && !already.includes(one));
    const counts = { asked: named.length, erased: gone.length, already_erased: already.length, unknown: unknown.length, events, segments };
    return {
      result: { campaign: input.campaign, recorded_at: recordedAt.toISOString(), ...counts, unknown_lines: unknown.map(({ line }) => line) },
      object: { type: 'campaign', id: input.campaign },
      after: { ...counts, reports, recorded_at: recordedAt.toISOString() },
    };
  },
});
