import { command } from '@/domain/command';
import { keyText } from '@/domain/uptake/engine/segment';
import { isHeld } from '@/domain/uptake/erasure';
import { showPseudonym } from '@/domain/uptake/pseudonym';
import { SubjectsRequest } from '@/domain/uptake/schemas';
import { takeBack } from '@/domain/uptake/sql/erase';
import { lockCampaign, lockPayloads } from '@/domain/uptake/sql/locks';
import { rewriteSegments } from '@/domain/uptake/sql/rewrite-segments';
import { nameSubjects, readCampaignState } from '@/domain/uptake/sql/subjects';
import { readErased, writeTombstones } from '@/domain/uptake/sql/tombstones';
import { expireReports } from '@/domain/uptake/sql/expire-reports';
import { erasures } from '@/db/schema';

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
    if (campaign.held) throw isHeld(input.campaign);
    const named = nameSubjects(input.identifiers);
    const wasErased = await readErased(client, id);
    const cleaned = await rewriteSegments(client, id, named.map(({ subject }) => subject));
    const { keys, events, recordedAt } = await takeBack(client, campaign, named, clock);
    const gone = named.filter(({ key, subject }) => keys.has(key) || cleaned.found.has(keyText(subject)));
    let reports = 0;
    if (gone.length > 0) {
      reports = await expireReports(tx, input.campaign, gone.map(({ subject }) => showPseudonym(subject)));
      await writeTombstones(client, id, gone.map(({ subject }) => subject));
      await tx.insert(erasures).values({ campaignId: id, kind: 'request', at: recordedAt, subjects: gone.length, events });
    }
    const already = named.filter((one) => !gone.includes(one) && wasErased(one.subject));
    const unknown = named.filter((one) => !gone.includes(one) && !already.includes(one));
    const counts = { asked: named.length, erased: gone.length, already_erased: already.length, unknown: unknown.length, events, segments: cleaned.segments };
    return {
      result: { campaign: input.campaign, recorded_at: recordedAt.toISOString(), ...counts, unknown_lines: unknown.map(({ line }) => line) },
      object: { type: 'campaign', id: input.campaign },
      after: { ...counts, reports, recorded_at: recordedAt.toISOString() },
    };
  },
});
