import { eq } from 'drizzle-orm';
import { deadlinesOf } from '@/domain/campaigns/commands/deadlines-of';
import { command } from '@/domain/command';
import { SubjectsRequest } from '@/domain/uptake/schemas';
import { shareCampaign } from '@/domain/uptake/sql/locks';
import { nameSubjects, readCampaignState } from '@/domain/uptake/sql/subjects';
import { readSubjectPacks } from '@/domain/uptake/subject-queries';
import { campaigns } from '@/db/schema';

/**
 * The access pack (GDPR Article 15): for each identifier, everything the campaign holds about that person, in words. Evidence is left of
 * how many were asked for and found, without a pseudonym. Throws `missing` for an unknown campaign.
 */
export const exportSubject = command({
  action: 'subject.export',
  permission: 'subjects:export',
  input: SubjectsRequest,
  async run({ tx, client, input, now }) {
    const state = await readCampaignState(client, input.campaign);
    await shareCampaign(client, state.id); // No erasure comes between two looks.
    const named = nameSubjects(input.identifiers);
    const subjects = await readSubjectPacks(client, state, named, now);
    const [campaign] = await tx.select().from(campaigns).where(eq(campaigns.id, state.id));
    const found = (status: (typeof subjects)[number]['status']) => subjects.filter((pack) => pack.status === status).length;
    return {
      result: {
        campaign: {
          key: input.campaign, title: campaign?.title ?? '', zone: state.zone, announced_at: campaign?.announcedAt.toISOString() ?? null, mandatory: campaign?.mandatory ?? null, consequence: campaign?.consequence ?? '',
          deadlines: await deadlinesOf(tx, state.id), retention_days: campaign?.retentionDays ?? null, events_deleted_at: campaign?.eventsDeletedAt?.toISOString() ?? null,
        },
        made_at: now.toISOString(),
        subjects,
      },
      object: { type: 'campaign', id: input.campaign },
      after: { asked: named.length, known: found('known'), erased: found('erased'), unknown: found('unknown') },
    };
  },
});
