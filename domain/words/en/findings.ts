import { campaignRules } from '@/domain/words/en/campaign-findings';
import { registerRules } from '@/domain/words/en/register-rules';

/** Words of the rules, by id. */
export const findings = { rules: { ...registerRules, ...campaignRules } };
