import { type Actor, permit } from '@/domain/access/permissions';
import { getCampaign } from '@/domain/campaigns/queries';
import type { FindingsData } from '@/domain/reports/findings-data';
import type { InputRequest } from '@/domain/reports/input-queries';

/** Findings and clearance, of one campaign or of the whole register, as they stood at an instant. */
export async function readFindingsData(actor: Actor, { language, campaign: key, asOf, knownAt, zone }: InputRequest & { campaign: string | null; zone: string | null }): Promise<FindingsData> {
  permit(actor, 'purposes:read');
  const campaign = key === null ? null : await getCampaign(actor, key);
  return {
    type: 'findings_and_clearance', language, campaign: key, title: campaign?.title ?? null, zone: zone ?? campaign?.zone ?? 'UTC', illustrative: campaign?.illustrative ?? false, as_of: asOf.toISOString(), known_at: knownAt.toISOString(),
    rules: '', findings: [], clearance: [],
  };
}
