import fc from 'fast-check';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { type Leaf, groups, plainLeaves, setAt, within } from '@/domain/purposes/shape';

/** Texts that break things: quotes, formulas, markup, controls, right-to-left, astral and combining characters, look-alike escapes. */
const hostile = [
  '=1+1', '+SUM(A1)', '-5', '@cmd', "'already", '"quoted"', 'a,b;c\td', 'line\nbreak', 'tab\there', '<b>&amp;</b>', ']]>', '_x000D_', '\u202Eabc', 'שלום', 'مرحبا', 'Größe – „Maß“', '日本語', '👩‍👩‍👧', 'e\u0301', 'NULL', 'true', '0123', '1e5',
  '{"a":1}', '\\', '\\n', "'; drop table purposes; --", '\uFEFFbom', '#REF!', '${x}', '%s', 'DC1 | DC2',
];

/** Text as a field takes it: never empty at the ends, since fields are trimmed; without U+0000, which PostgreSQL cannot hold, and without lone surrogates. */
export const texts = (max: number, multiline: boolean): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: Math.min(max, 40) })).map((text) => {
    const clean = text.replaceAll('\u0000', '').replace(/\r/g, '');
    return (multiline ? clean : clean.replace(/\n/g, ' ')).trim().slice(0, max).toWellFormed().trim();
  });

const named = (max: number) => texts(max, false).filter((text) => text !== '');
const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));

function valuesOf(leaf: Leaf): fc.Arbitrary<unknown> {
  if (leaf.path === 'recipients.country') return fc.constantFrom('', 'DE', 'IE', 'US');
  if (leaf.path === 'bases.jurisdiction' || leaf.path === 'jurisdictions') return leaf.kind === 'lines' ? fc.uniqueArray(fc.constantFrom('DE', 'FR', 'GB', 'eea'), { maxLength: 3 }) : fc.constantFrom('DE', 'FR', 'GB', 'eea');
  if (leaf.kind === 'flag') return fc.boolean();
  if (leaf.kind === 'number') return fc.option(fc.integer({ min: 0, max: 1000 }));
  if (leaf.kind === 'date') return fc.option(dates);
  if (leaf.kind === 'code') return fc.constantFrom(...leaf.codes);
  if (leaf.kind === 'codes') return fc.subarray([...leaf.codes]);
  if (leaf.kind === 'lines') return fc.array(named(leaf.max), { maxLength: 3 });
  return leaf.required ? named(leaf.max) : texts(leaf.max, leaf.kind === 'text');
}

const built = (leaves: [Leaf, string][]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(...leaves.map(([leaf]) => valuesOf(leaf))).map((values) => {
    const holder: Record<string, unknown> = {};
    leaves.forEach(([, path], n) => setAt(holder, path, values[n]));
    return holder;
  });

/** Any record: every field filled with anything it takes, hostile texts in every language included. */
export const records: fc.Arbitrary<PurposeRecord> = fc
  .tuple(built(plainLeaves.map((leaf) => [leaf, leaf.path])), ...groups.map((group) => fc.array(built(group.leaves.map((leaf) => [leaf, within(leaf, group)])), { maxLength: 2 })))
  .map(([plain, ...lists]) => {
    const record: Record<string, unknown> = { ...plain };
    groups.forEach((group, n) => {
      record[group.part] = lists[n];
    });
    const bases = new Map((record.bases as Record<string, string>[]).map((basis) => [JSON.stringify([basis.jurisdiction, basis.basis, basis.appliesWhen]), basis]));
    return PurposeRecord.parse({ ...record, bases: [...bases.values()] });
  });
