import { z } from 'zod';
import { freshCode } from '@/domain/access/schemas';
import { RunNumber } from '@/domain/reports/schemas';

const words = z.string().trim().min(1, 'required').max(2_000, 'too_long');
const content = z.string().regex(/^[0-9a-f]{64}$/);
const { number } = RunNumber.shape;
const ticked = z.preprocess((value) => value === 'true' || value === true, z.boolean());

/** `content` is the digest that stood beside the files when the signer read them. */
export const SignReport = z.strictObject({ number, content, statement: words, countersign: ticked, code: freshCode });
export const CountersignReport = z.strictObject({ number, content, statement: words, code: freshCode });
export const SupersedeReport = z.strictObject({ number, successor: number, reason: words, code: freshCode });
export const WithdrawReport = z.strictObject({ number, reason: words, code: freshCode });

const most = z.union([z.literal('').transform(() => null), z.null(), z.coerce.number().int().min(1, 'most_range').max(10_000, 'most_range')]).default(null);
/** A link for a reader outside: at most 90 days, so that nothing stays open because it was forgotten. */
export const ShareReport = z.strictObject({
  number,
  reader: z.string().trim().min(1, 'required').max(200, 'too_long'),
  days: z.coerce.number({ error: 'share_days_range' }).int('share_days_range').min(1, 'share_days_range').max(90, 'share_days_range').default(30),
  password: z.union([z.literal('').transform(() => null), z.null(), z.string().min(10, 'share_password_short').max(256, 'password_long')]).default(null),
  max_views: most,
  max_downloads: most,
});
export const RevokeShare = z.strictObject({ id: z.string().min(1) });
export const OpenShare = z.strictObject({ token: z.string().min(1), password: z.string().max(256).default('') });
