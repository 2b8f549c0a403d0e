import { z } from 'zod';
import { keyScopes, roles } from '@/domain/access/vocabulary';
import { dayInForm } from '@/domain/instants';
import { languages } from '@/domain/words/vocabulary';

export const email = z.string().trim().toLowerCase().pipe(z.email('email_form')).refine((text) => /^[\x21-\x7e]+$/.test(text), { error: 'email_form' });
/** At least 15 characters, no composition rules, taken exactly as typed (OWASP ASVS 5.0, 6.2). */
export const password = z.string().min(15, 'password_short').max(256, 'password_long');
const name = z.string().trim().min(1, 'required').max(200, 'too_long');

export const CompleteSetup = z.strictObject({ token: z.string().min(1), email, name, password });
export const CreateUser = z.strictObject({ email, name, role: z.enum(roles, { error: 'choose' }), language: z.enum(languages).default('en') });
export const ChangeRole = z.strictObject({ id: z.string().min(1), role: z.enum(roles, { error: 'choose' }) });
export const DisableUser = z.strictObject({ id: z.string().min(1) });
export const SetPassword = z.strictObject({ password });
export const CreateKey = z.strictObject({ name, scope: z.enum(keyScopes, { error: 'choose' }), days: z.coerce.number().int().min(1, 'days_range').max(365, 'days_range').default(90) });
/** Six digits of an authenticator, or a recovery code; blanks and hyphens do not matter. */
const code = z.string().transform((text) => text.replace(/[\s-]/g, '').toUpperCase()).pipe(z.string().min(1, 'required').max(64, 'code_wrong'));
export const StartSecondFactor = z.strictObject({ kind: z.literal('totp', { error: 'choose' }), code: code.optional() });
export const EnrolSecondFactor = z.strictObject({ session: z.string().min(1), code });
export const ResetSecondFactor = z.strictObject({ id: z.string().min(1) });
export const ConfirmSession = z.strictObject({ session: z.string().min(1), code });
/** What a command takes that wants a fresh code. */
export const freshCode = code;
export const LimitUser = z.strictObject({ id: z.string().min(1), until: z.preprocess((given) => (given === '' ? null : given), dayInForm.nullable()) });
export const RevokeKey = z.strictObject({ id: z.string().min(1) });
