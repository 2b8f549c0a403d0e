import { z } from 'zod';
import { dayInForm, instant, instantAs } from '@/domain/instants';
import {
  answers, assessmentOutcomes, compatibilityOutcomes, contractItems, dataSources, decisionGates, deviceExemptions, dpiaStatuses, interestHolders, lawfulBases, necessities, recipientRoles, recognisedConditions,
  recordKinds, residualRisks, riskCriteria, securityLetters, specialConditions, transferOutcomes, transferTools,
} from '@/domain/purposes/vocabulary';

const line = (max: number) => z.string('required').trim().min(1, 'required').max(max, 'too_long');
const short = z.string().trim().max(300, 'too_long').default('');
const text = z.string().trim().max(4000, 'too_long').default('');
const flag = z.boolean().default(false);
/** Any date that has a day in PostgreSQL too, which knows no year 0: records name ends that are far off. */
const day = z.iso.date({ error: 'date_form', abort: true }).refine((text) => !text.startsWith('0000'), 'date_form').nullable().default(null);
const steps = z.int('number_form').min(0, 'number_form').max(1000, 'number_form').nullable().default(null);
const names = z.array(line(300)).max(50).default([]);
const code = <const Codes extends readonly [string, ...string[]]>(codes: Codes) => z.enum(codes, { error: 'choose' });
const country = z.string().trim().regex(/^([A-Z]{2})?$/, 'country_form').default('');

const party = { name: short, address: short, email: short, phone: short };
const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).prefault({} as never);

export const purposeKey = z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'key_form');

/** GDPR Art 6(1) per purpose and jurisdiction, with what each basis needs (Art 6(3), 13(1)(d); UK Annex 1) and the three-part assessment of Art 6(1)(f). */
const basis = z.strictObject({
  jurisdiction: line(64),
  basis: code(lawfulBases),
  appliesWhen: short,
  justification: text,
  legalReference: short,
  contractReference: short,
  /** Art 6(1)(b): whether the people concerned are party to the contract. */
  partyToContract: code(answers).default('not_stated'),
  necessityStatement: text,
  recognisedCondition: code(recognisedConditions).default('none'),
  interest: text,
  interestHolder: short,
  interestOf: code(interestHolders).default('not_stated'),
  assessment: section({ purpose: text, necessity: text, balancing: text, children: text, outcome: code(assessmentOutcomes).default('not_done'), reference: short, approvedBy: short, approvedAt: day, reviewDue: day }),
});

/** One data category of one purpose and the people it concerns: Art 5(1)(c) and (e), 9, 10, 13(2)(a) and (e), 14(2)(f), 30(1)(c) and (f). */
const dataUse = z.strictObject({
  category: line(300),
  terms: names,
  subjects: names,
  source: code(dataSources).default('not_stated'),
  sourceDetail: short,
  necessity: code(necessities).default('not_stated'),
  mandatory: code(answers).default('not_stated'),
  consequence: text,
  special: flag,
  specialCondition: code(specialConditions).default('none'),
  specialReference: short,
  criminal: flag,
  criminalAuthority: short,
  retention: section({ duration: short, criterion: text, fate: short }),
  recipients: names,
});

/** Who receives data: Art 4(7)–(10), 13(1)(e) and (f), 26, 28(3), 30(1)(d) and (e), 44–49. */
const recipient = z.strictObject({
  name: line(200),
  legalEntity: short,
  group: short,
  category: short,
  role: code(recipientRoles),
  country,
  contact: short,
  sharedCategories: names,
  contract: section({ reference: short, date: day, items: z.array(code(contractItems)).max(8).default([]) }),
  arrangement: section({ reference: short, date: day, informing: short, rights: short, security: short, breaches: short, contactPoint: short, essence: text, essenceUrl: short }),
  transfer: section({
    tool: code(transferTools).default('not_stated'), detail: short, copyAvailableAt: short, listCheckedAt: day, assessmentDate: day, assessmentOutcome: code(transferOutcomes).default('not_done'), assessmentReviewDue: day,
    supplementaryMeasures: text, exceptionRecord: text,
  }),
});

/**
 * One version of an entry: everything Art 30(1) or (2), a transparency table (Art 13, 14) and the rules ask of a purpose. Only the title
 * and an owner must be there, since a hole is to be seen, not to be filled with a guess. Messages are codes, worded by the interface.
 */
export const PurposeRecord = z.strictObject({
  kind: code(recordKinds).default('controller'),
  title: line(200),
  description: text,
  businessFunction: short,
  owner: line(200),
  purposeTerms: names,
  jurisdictions: z.array(line(64)).max(100).default([]),
  benefits: section({ note: short, controller: flag, dataSubject: flag, recipients: names }),
  timing: section({ isNew: flag, originalPurpose: short, start: day, end: day, lastReview: day, reviewDue: day }),
  compatibility: section({ outcome: code(compatibilityOutcomes).default('not_assessed'), link: text, context: text, nature: text, consequences: text, safeguards: text }),
  bases: z.array(basis).max(100).default([]).refine((list) => new Set(list.map((b) => JSON.stringify([b.jurisdiction, b.basis, b.appliesWhen]))).size === list.length, { error: 'basis_twice' }),
  /** Whether the source says which of the data serve this purpose; in the founding article it does not. */
  dataLinked: z.boolean().default(true),
  dataUses: z.array(dataUse).max(100).default([]),
  recipients: z.array(recipient).max(100).default([]),
  noRecipients: short,
  objection: section({ channel: short, announcedSeparately: flag, directMarketing: flag, marketingOptOut: flag }),
  consent: section({
    record: short, explicit: code(answers).default('not_stated'), preselected: code(answers).default('not_stated'), grantChannel: short, grantSteps: steps,
    withdrawalTold: code(answers).default('not_stated'), withdrawalChannel: short, withdrawalSteps: steps, withdrawalDetriment: code(answers).default('not_stated'),
  }),
  children: section({ affected: code(answers).default('not_stated'), ageThreshold: short, parentalAuthorisation: short, safeguards: text }),
  impactAssessment: section({ screening: z.array(code(riskCriteria)).max(9).default([]), status: code(dpiaStatuses).default('not_screened'), reference: short, advice: text, residualRisk: code(residualRisks).default('not_assessed'), authorityConsulted: day }),
  automatedDecisions: section({ profiling: flag, combination: flag, inferenceAssessment: text, solelyAutomated: flag, significant: flag, gate: code(decisionGates).default('none'), logic: text, consequences: text, safeguards: text }),
  deviceAccess: section({ accesses: flag, detail: text, exemption: code(deviceExemptions).default('none'), priorConsent: flag }),
  controller: section(party),
  /** Art 6(1) second subparagraph: no legitimate interests for an authority in the performance of its tasks. */
  publicAuthority: flag,
  representative: section(party),
  dataProtectionOfficer: section(party),
  jointControllers: z.array(z.strictObject({ name: line(200), contact: short })).max(50).default([]),
  /** Art 30(2)(a) and (b): for whom a processor works and what it does for each. */
  processedFor: z.array(z.strictObject({ name: line(200), contact: short, representative: short, officer: short, categories: text, contractReference: short })).max(200).default([]),
  securityMeasures: z.array(z.strictObject({ letter: code(securityLetters), measure: line(500) })).max(50).default([]),
  location: short,
  rights: text,
  breach: section({ occurred: code(answers).default('not_stated'), reference: short }),
  /** Data Protection Act 2018 (UK), Schedule 1 part 4: columns 26 to 30 of the ICO's template. */
  scheduleOne: section({ condition: short, basis: short, retentionPolicy: short, adhered: code(answers).default('not_stated'), reasons: text }),
});
export type PurposeRecord = z.output<typeof PurposeRecord>;
export type PurposeInput = z.input<typeof PurposeRecord>;

const optional = (max: number) => z.string().trim().max(max, 'too_long').default('');

/** An instant with its offset, from a program or a form; from our own code a Date. */
const givenInstant = z.preprocess((given) => (given instanceof Date ? given.toISOString() : given), instantAs('instant_form'));

export const CreatePurpose = z.strictObject({
  key: purposeKey,
  record: PurposeRecord,
  reason: line(500),
  illustrative: z.boolean().default(false),
  /** Since when it is or was true; from now on where nothing is said. */
  validFrom: givenInstant.optional(),
});
export const RevisePurpose = z.strictObject({
  key: purposeKey,
  /** The version the author had before them; another save in between is refused as a conflict. */
  basedOn: z.int().min(1),
  record: PurposeRecord,
  reason: line(500),
  validFrom: givenInstant.optional(),
});

const version = z.int().min(1);
const reviewBy = dayInForm.nullable().default(null);

/** Sends a version to a named reviewer, by a day if wanted. */
export const SubmitPurpose = z.strictObject({ key: purposeKey, version, reviewer: z.string().min(1, 'choose'), reviewBy, reason: optional(500) });
/** The reviewer's decision; asking for changes needs a reason, and so does deciding on one's own work. */
export const DecidePurpose = z
  .strictObject({ key: purposeKey, version, decision: z.enum(['approved', 'changes_requested'], { error: 'choose' }), reason: optional(500) })
  .refine(({ decision, reason }) => decision === 'approved' || reason !== '', { path: ['reason'], error: 'required' });
/** Ends an entry: it stays in the register's history and leaves the register from then on. */
export const EndPurpose = z.strictObject({ key: purposeKey, version, effectiveFrom: givenInstant.optional(), reason: line(500) });
/** A remark on a field (by its path) or on the whole entry, or an answer to one. */
export const CommentPurpose = z.strictObject({ key: purposeKey, version, path: z.string().max(100).default(''), text: line(2000), answers: z.string().max(64).nullable().default(null) });
export const SettleComment = z.strictObject({ key: purposeKey, comment: z.string().min(1).max(64), text: optional(2000) });
/** The same change to several entries at once. What is left out stays as it is. */
export const BulkEdit = z
  .strictObject({
    purposes: z.array(z.strictObject({ key: purposeKey, version })).min(1, 'required').max(500, 'too_many_rows'),
    owner: optional(200).optional(),
    businessFunction: optional(200).optional(),
    reviewDue: dayInForm.nullable().optional(),
    reason: line(500),
  })
  .refine(({ owner, businessFunction, reviewDue }) => [owner, businessFunction, reviewDue].some((value) => value !== undefined && value !== ''), { path: ['owner'], error: 'required' });
export const RegisterSettings = z.strictObject({ ownApproval: z.boolean(), reason: line(500) });

/** The register at two times, both now where nothing is said; `in_force` takes the last approved versions alone. */
export const RegisterQuestion = z.strictObject({ as_of: instant.optional(), known_at: instant.optional(), in_force: z.enum(['true', 'false']).optional() });
