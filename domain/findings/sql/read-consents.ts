import type pg from 'pg';
import { type CampaignConsents, consentFactsOf } from '@/domain/findings/consent-facts-of';
import type { ConsentFacts } from '@/domain/findings/purpose-facts';
import { statesInForce } from '@/domain/purposes/state-queries';
import { readEventTallies, readStandingsNow } from '@/domain/uptake/tally-queries';

type Campaign = { id: number; zone: string };
const ofPurposes = ['bundled_consents', 'separate_choices', 'consent_on_terms', 'consents_without_proof', 'consents_by_others'];

/** What events say of consent to some purposes, to all where `only` is null, from the tallies of the campaigns whose answers name any of them. A campaign that is still to be counted, or whose events were deleted, says nothing. */
export async function readConsents(client: pg.ClientBase, only: readonly string[] | null, now: Date): Promise<{ of(purpose: string): ConsentFacts }> {
  const campaigns = await client.query<Campaign>(
    `select c.id, c.zone from campaigns c where c.tallied and c.events_deleted_at is null
       and exists (select 1 from acts a where a.campaign_id = c.id and a.purposes <> '' and ($1::text[] is null or a.purposes::jsonb ?| $1)) order by c.id`,
    [only],
  );
  if (campaigns.rows.length === 0) return { of: (purpose) => consentFactsOf(purpose, [], [], now) };
  const read: CampaignConsents[] = [];
  for (const campaign of campaigns.rows) read.push(await readCampaign(client, campaign));
  const states = await statesInForce(client, only ?? [...new Set(read.flatMap(({ named, standing }) => [...named.flatMap(({ purposes }) => purposes), ...standing.map(({ purpose }) => purpose)]))], now);
  return { of: (purpose) => consentFactsOf(purpose, read, states.get(purpose) ?? [], now) };
}

async function readCampaign(client: pg.ClientBase, campaign: Campaign): Promise<CampaignConsents> {
  const notices = await client.query<{ id: string; published_at: Date }>('select id, published_at from notices where campaign_id = $1', [campaign.id]);
  const published = new Map(notices.rows.map((row) => [row.id, row.published_at]));
  const tallies = (await readEventTallies(client, campaign)).filter(({ measure }) => ofPurposes.includes(measure));
  return {
    named: tallies.map(({ measure, text, n }) => ({ measure, n, purposes: JSON.parse(text) as string[] })),
    standing: (await readStandingsNow(client, campaign)).filter(({ standing }) => standing === 'consented').flatMap(({ purpose, notice, people }) => {
      const publishedAt = published.get(notice);
      return publishedAt ? [{ purpose, publishedAt, people }] : [];
    }),
  };
}
