import { findTerm } from '@/domain/purposes/dpv';
import { type Leaf, type Value, isBlank } from '@/domain/purposes/shape';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Table = Record<string, string>;

/** The words of a code field by its path; every code leaf of the record has one (`labels.test.ts`). */
function build({ law, record }: Words): Record<string, Table> {
  const { codes } = record;
  return {
    kind: codes.kinds,
    'compatibility.outcome': codes.compatibilityOutcomes,
    'bases.basis': law.bases, 'bases.partyToContract': codes.answers, 'bases.recognisedCondition': codes.recognisedConditions, 'bases.interestOf': codes.interestOf, 'bases.assessment.outcome': codes.assessmentOutcomes,
    'dataUses.source': codes.dataSources, 'dataUses.necessity': codes.necessities, 'dataUses.mandatory': codes.answers, 'dataUses.specialCondition': law.specialConditions,
    'recipients.role': law.recipientRoles, 'recipients.contract.items': codes.contractItems, 'recipients.transfer.tool': law.transferTools, 'recipients.transfer.assessmentOutcome': codes.transferOutcomes,
    'consent.explicit': codes.answers, 'consent.preselected': codes.answers, 'consent.withdrawalTold': codes.answers, 'consent.withdrawalDetriment': codes.answers,
    'children.affected': codes.answers, 'impactAssessment.screening': codes.riskCriteria, 'impactAssessment.status': codes.dpiaStatuses, 'impactAssessment.residualRisk': codes.residualRisks,
    'automatedDecisions.gate': codes.decisionGates, 'deviceAccess.exemption': codes.deviceExemptions, 'securityMeasures.letter': law.security, 'breach.occurred': codes.answers, 'scheduleOne.adhered': codes.answers,
  };
}

const built = new WeakMap<Words, Record<string, Table>>();

/** Built once per language: a register of thousands of entries asks for them in every cell. */
function tables(words: Words): Record<string, Table> {
  const found = built.get(words) ?? build(words);
  built.set(words, found);
  return found;
}

/** What the codes of a field mean, in order; empty for a field without codes. */
export function codeLabels(leaf: Leaf, words: Words): { code: string; label: string }[] {
  const table = tables(words)[leaf.path] ?? {};
  return leaf.codes.map((code) => ({ code, label: table[code] ?? code }));
}

/** What one code of the field at a path means; the code itself where it is none of the field's. */
export const codeLabel = (path: string, code: string, words: Words): string => tables(words)[path]?.[code] ?? code;

/** The name of a field by its path, and the hint beside it. */
export const fieldLabel = (path: string, { record }: Words): string => (record.fields as Table)[path] ?? path;
export const fieldHint = (path: string, { record }: Words): string | undefined => (record.hints as Table)[path];

/** A term of the vocabulary in the reader's language; a term of one's own as it was typed. */
export function termLabel(term: string, { terms }: Words): string {
  return findTerm(term) ? ((terms as Table)[term] ?? term) : term;
}

const isPlace = ({ path }: Leaf) => path === 'jurisdictions' || path === 'bases.jurisdiction';
const isTerms = ({ path }: Leaf) => path === 'purposeTerms' || path === 'dataUses.terms';

/** A value as a page writes it: codes by their names, days and answers in the reader's language. A blank is an en dash. */
export function valueLabel(leaf: Leaf, value: Value | undefined, words: Words, format: Formatter): string {
  const { register } = words;
  if (leaf.kind === 'flag') return value === true ? register.yes : register.no;
  if (leaf.kind === 'code') return (tables(words)[leaf.path] ?? {})[String(value)] ?? String(value ?? '–');
  if (value === undefined || value === null || value === '' || isBlank(leaf, value)) return register.history.nothing;
  if (leaf.kind === 'codes') return listOf(value).map((code) => (tables(words)[leaf.path] ?? {})[code] ?? code).join(', ');
  if (leaf.kind === 'date') return format.date(String(value));
  if (leaf.kind === 'lines') return listOf(value).map((one) => (isTerms(leaf) ? termLabel(one, words) : isPlace(leaf) ? placeName(one, words.law.places) : one)).join(', ');
  return isPlace(leaf) ? placeName(String(value), words.law.places) : String(value);
}

const listOf = (value: Value): string[] => (Array.isArray(value) ? value.map(String) : []);
