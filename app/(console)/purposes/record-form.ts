import type { PurposeRecord } from '@/domain/purposes/schemas';

/** The repeatable groups, each with the field that stands for a row as a whole. */
const groupParts = { dataCategories: 'name', recipients: 'name', bases: 'jurisdiction', securityMeasures: 'measure' } as const;

/** The fields of a form by name: dotted paths such as `record.bases.0.basis`, where the number names a row and never changes. */
export type FieldValues = Record<string, string>;
type Group = keyof typeof groupParts | 'purposeTerms';

const text = (values: FieldValues, name: string) => values[name] ?? '';
const isTicked = (values: FieldValues, name: string) => values[name] === 'true';
const parts = (written: string, separator: RegExp) => written.split(separator).map((part) => part.trim()).filter((part) => part !== '');

/** The numbers of the rows a group has, in order; rows may have been removed between them. */
export function rowsOf(values: FieldValues, group: Group): number[] {
  const prefix = `record.${group}.`;
  const numbers = Object.keys(values).flatMap((name) => (name.startsWith(prefix) ? [/^\d{1,4}(?=\.|$)/.exec(name.slice(prefix.length))?.[0] ?? ''] : []));
  return [...new Set(numbers.filter((number) => number !== '').map(Number))].sort((a, b) => a - b);
}

/** A form's fields as a record to be parsed, nothing judged yet. */
export function recordOf(values: FieldValues): unknown {
  const rows = <Row>(group: Group, row: (at: (part: string) => string) => Row) => rowsOf(values, group).map((n) => row((part) => `record.${group}.${n}.${part}`));
  return {
    title: text(values, 'record.title'),
    description: text(values, 'record.description'),
    beneficiary: text(values, 'record.beneficiary'),
    purposeTerms: termRows(values).map((n) => text(values, `record.purposeTerms.${n}`)),
    dataSubjects: parts(text(values, 'record.dataSubjects'), /\r?\n/),
    dataLinked: isTicked(values, 'record.dataLinked'),
    dataCategories: rows('dataCategories', (at) => ({ name: text(values, at('name')), terms: parts(text(values, at('terms')), /,/), special: isTicked(values, at('special')), retention: text(values, at('retention')) })),
    recipients: rows('recipients', (at) => ({ name: text(values, at('name')), role: text(values, at('role')), country: text(values, at('country')).trim().toUpperCase(), transferTool: text(values, at('transferTool')) })),
    bases: rows('bases', (at) => ({ jurisdiction: text(values, at('jurisdiction')), basis: text(values, at('basis')), justification: text(values, at('justification')), legalReference: text(values, at('legalReference')) })),
    specialCondition: text(values, 'record.specialCondition'),
    securityMeasures: rows('securityMeasures', (at) => ({ letter: text(values, at('letter')), measure: text(values, at('measure')) })),
    owner: text(values, 'record.owner'),
    reviewDue: text(values, 'record.reviewDue').trim() || null,
    status: text(values, 'record.status'),
  };
}

/** Rows of purpose terms that hold one; empty ones are left out. */
const termRows = (values: FieldValues) => rowsOf(values, 'purposeTerms').filter((n) => text(values, `record.purposeTerms.${n}`).trim() !== '');

/** The field of the form that a path of the record stands in: a list's positions become the numbers of its rows. */
export function fieldOf(path: string, values: FieldValues): string {
  const [record, group, position, part] = path.split('.');
  if (record !== 'record' || group === undefined || position === undefined) return path;
  if (group === 'dataSubjects') return 'record.dataSubjects';
  if (group === 'purposeTerms') return `record.purposeTerms.${termRows(values)[Number(position)] ?? position}`;
  if (!isGroup(group)) return path;
  const row = `record.${group}.${rowsOf(values, group)[Number(position)] ?? position}`;
  return `${row}.${part ?? groupParts[group]}`;
}

const isGroup = (name: string): name is keyof typeof groupParts => name in groupParts;

/** A record as the fields that would give it: what a form starts from. */
export function valuesOf(record: PurposeRecord): FieldValues {
  const values: FieldValues = {
    'record.title': record.title,
    'record.description': record.description,
    'record.beneficiary': record.beneficiary,
    'record.dataSubjects': record.dataSubjects.join('\n'),
    'record.specialCondition': record.specialCondition,
    'record.owner': record.owner,
    'record.reviewDue': record.reviewDue ?? '',
    'record.status': record.status,
  };
  if (record.dataLinked) values['record.dataLinked'] = 'true';
  record.purposeTerms.forEach((term, n) => {
    values[`record.purposeTerms.${n}`] = term;
  });
  const groups = { dataCategories: record.dataCategories, recipients: record.recipients, bases: record.bases, securityMeasures: record.securityMeasures };
  for (const [group, entries] of Object.entries(groups)) {
    entries.forEach((entry, n) => {
      for (const [part, value] of Object.entries(entry)) {
        if (value === false) continue;
        values[`record.${group}.${n}.${part}`] = Array.isArray(value) ? value.join(', ') : String(value);
      }
    });
  }
  return values;
}

/** What the form of a new purpose starts from: one basis to fill in, nothing claimed. */
export const emptyValues: FieldValues = { 'record.dataLinked': 'true', 'record.specialCondition': 'none', 'record.status': 'draft', 'record.bases.0.jurisdiction': '', 'record.bases.0.basis': 'not_stated' };
