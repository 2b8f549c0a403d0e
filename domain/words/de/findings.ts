import { campaignRules } from '@/domain/words/de/campaign-findings';
import { registerRules } from '@/domain/words/de/register-rules';

/** Wörter der Regeln, nach ihrer Kennung. */
export const findings = { rules: { ...registerRules, ...campaignRules } };
