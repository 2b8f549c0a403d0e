import { type Actor, permit } from '@/domain/access/permissions';
import { getCampaign } from '@/domain/campaigns/queries';
import type { EvidenceData } from '@/domain/reports/evidence-data';
import type { InputRequest } from '@/domain/reports/input-queries';
import { namedByPseudonym, readCampaignState } from '@/domain/uptake/sql/subjects';
import { readSubjectPacks } from '@/domain/uptake/subject-queries';
import { snapshot } from '@/db/client';

/** What a campaign holds about one person before an instant, as known at another; all from one view of the database. */
export async function readEvidenceData(actor: Actor, { language, campaign: key, subject, asOf, knownAt, zone }: InputRequest & { campaign: string; subject: string; zone: string | null }): Promise<EvidenceData> {
  permit(actor, 'subjects:export');
  const campaign = await getCampaign(actor, key);
  const pack = await snapshot(async (client) => (await readSubjectPacks(client, await readCampaignState(client, key), [namedByPseudonym(subject)], asOf, knownAt))[0]);
  const { status = 'unknown', state = null, choices = [], notices = [], events = [] } = pack ?? {};
  return {
    type: 'subject_evidence', language, campaign: key, title: campaign.title, zone: zone ?? campaign.zone, illustrative: campaign.illustrative, as_of: asOf.toISOString(), known_at: knownAt.toISOString(), subject,
    pack: { status, state, choices, notices, events },
    deadlines: campaign.deadlines.filter(({ recordedAt }) => recordedAt <= knownAt).map(({ at, area, reason }) => ({ at: at.toISOString(), area, reason })),
  };
}
