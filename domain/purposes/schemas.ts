import { z } from 'zod';
import { lawfulBases, purposeStatuses, recipientRoles, securityLetters, specialConditions, transferTools } from '@/domain/purposes/vocabulary';

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'too_long');
const optionalLine = (max: number) => z.string().trim().max(max, 'too_long').default('');

export const purposeKey = z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'key_form');

/** One version of a sharing purpose: an Article 30(1) row with a lawful basis per jurisdiction. Messages are codes, worded by the interface. */
export const PurposeRecord = z.strictObject({
  title: line(200),
  description: optionalLine(4000),
  beneficiary: optionalLine(200),
  purposeTerms: z.array(line(200)).max(20).default([]),
  dataSubjects: z.array(line(200)).min(1, 'required').max(50),
  /** Whether the source says which of the data categories serve this purpose; in the founding article it does not. */
  dataLinked: z.boolean().default(true),
  dataCategories: z
    .array(
      z.strictObject({
        name: line(300),
        terms: z.array(line(200)).max(10).default([]),
        special: z.boolean().default(false),
        retention: optionalLine(500),
      }),
    )
    .max(50)
    .default([]),
  recipients: z
    .array(
      z.strictObject({
        name: line(200),
        role: z.enum(recipientRoles, { error: 'choose' }),
        country: z.string().trim().regex(/^([A-Z]{2})?$/, 'country_form').default(''),
        transferTool: z.enum(transferTools, { error: 'choose' }).default('not_stated'),
      }),
    )
    .max(100)
    .default([]),
  bases: z
    .array(
      z.strictObject({
        jurisdiction: line(64),
        basis: z.enum(lawfulBases, { error: 'choose' }),
        justification: optionalLine(2000),
        legalReference: optionalLine(300),
      }),
    )
    .min(1, 'basis_required')
    .max(100)
    .refine((bases) => new Set(bases.map((b) => b.jurisdiction)).size === bases.length, { error: 'jurisdiction_twice' }),
  specialCondition: z.enum(specialConditions).default('none'),
  securityMeasures: z.array(z.strictObject({ letter: z.enum(securityLetters), measure: line(500) })).max(50).default([]),
  owner: line(200),
  reviewDue: z.iso.date('date_form').nullable().default(null),
  status: z.enum(purposeStatuses).default('draft'),
});
export type PurposeRecord = z.output<typeof PurposeRecord>;

export const CreatePurpose = z.strictObject({
  key: purposeKey,
  record: PurposeRecord,
  reason: line(500),
  illustrative: z.boolean().default(false),
});
export const RevisePurpose = z.strictObject({
  key: purposeKey,
  /** The version the author had before them; another save in between is refused as a conflict. */
  basedOn: z.int().min(1),
  record: PurposeRecord,
  reason: line(500),
});
