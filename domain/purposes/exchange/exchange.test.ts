import fc from 'fast-check';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { basisIris, prefixes, roleIris, specialConditionIris, termList, transferIris, iriOf } from '@/domain/purposes/dpv';
import { nearestOf, readCell } from '@/domain/purposes/exchange/cells';
import { registerJsonLd } from '@/domain/purposes/exchange/json-ld';
import { cnilLayout, fullLayout, icoLayout } from '@/domain/purposes/exchange/layouts';
import { planImport } from '@/domain/purposes/exchange/plan-import';
import { readCsv } from '@/domain/purposes/exchange/read-csv';
import type { Sheet } from '@/domain/purposes/exchange/read-xlsx';
import { RegisterFile, registerFile } from '@/domain/purposes/exchange/register-file';
import type { RegisterEntry } from '@/domain/purposes/queries';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { leaves } from '@/domain/purposes/shape';
import { records } from '@/domain/purposes/testing/generated-records';
import { words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

const entry = (record: PurposeRecord, key = 'P-1'): RegisterEntry => ({ key, illustrative: false, version: 1, status: 'draft', record, validFrom: new Date('2026-01-02T03:04:05.006Z'), recordedAt: new Date('2026-02-01T00:00:00Z') });
const leafAt = (path: string) => {
  const leaf = leaves.get(path);
  if (!leaf) throw new Error(`There is no field ${path}.`);
  return leaf;
};
const sheet = (name: string, ...rows: string[][]): Sheet => ({ name, rows: rows.map((cells, n) => ({ number: n + 1, cells: cells.map((text) => ({ text })) })) });

describe('the full register as a file', () => {
  it('read and written again is the same bytes, for any record', () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 3 }), (all) => {
        const bytes = registerFile(all.map((record, n) => entry(record, `P-${n}`)));
        const read = RegisterFile.parse(JSON.parse(bytes));
        expect(registerFile(read.purposes.map(({ key, illustrative, valid_from: validFrom, record }) => ({ ...entry(record, key), illustrative, validFrom: new Date(validFrom) })))).toBe(bytes);
      }),
      { numRuns: 150 },
    );
  });
});

describe('JSON-LD', () => {
  /** Classes and properties of DPV 2.3 beyond its lists of purposes and data, as its 2.3/dpv/modules/process.csv names them. */
  const pinned = [
    'Process', 'PersonalData', 'SpecialCategoryPersonalData', 'DataController', 'Recipient', 'hasPurpose', 'hasPersonalData', 'hasLegalBasis', 'hasRecipient', 'hasDataController', 'hasProcess', 'hasJurisdiction', 'hasDataSubject', 'hasDataSource',
    'hasStorageCondition', 'hasDuration', 'hasNecessity', 'hasLocation', 'hasName', 'hasContact', 'hasAddress',
  ].map((name) => `${prefixes.dpv}${name}`);
  const known = new Set([...pinned, ...termList.map(({ term }) => iriOf(term)), ...[basisIris, roleIris, specialConditionIris, transferIris].flatMap((table) => Object.values(table))]);

  it('expands to IRIs that exist in DPV 2.3, in Dublin Core, or are declared local', async () => {
    const found = new Set<string>();
    const walk = (node: unknown): void => {
      if (Array.isArray(node)) return node.forEach(walk);
      if (typeof node !== 'object' || node === null || ('@type' in node && node['@type'] === '@json')) return;
      for (const [name, value] of Object.entries(node)) {
        if (name === '@type' || name === '@id') for (const iri of [value].flat()) found.add(String(iri));
        else if (!name.startsWith('@')) found.add(name);
        if (name !== '@type' && name !== '@id') walk(value);
      }
    };
    for (const record of fc.sample(records, { numRuns: 40, seed: 3 })) walk(await jsonld.expand(registerJsonLd([entry({ ...record, purposeTerms: [...record.purposeTerms, 'dpv:Marketing', 'local:PrivateMessageMetadata', 'made up'] })])));
    const strange = [...found].filter((iri) => !known.has(iri) && !iri.startsWith('urn:noticeboard:') && !iri.startsWith('http://purl.org/dc/terms/') && !iri.startsWith('http://www.w3.org/2001/XMLSchema#') && iri !== 'https://w3id.org/dpv/2.3');
    expect(strange).toEqual([]);
    expect([...found].filter((iri) => iri.startsWith(prefixes.dpv)).length).toBeGreaterThan(15);
  });
});

describe('a cell', () => {
  it('is read as a code, as its name in any language, as a day, a number, a list', () => {
    expect(readCell(leafAt('bases.basis'), { text: 'Berechtigte Interessen' })).toEqual({ value: 'legitimate_interests' });
    expect(readCell(leafAt('bases.basis'), { text: 'legitimate_interests' })).toEqual({ value: 'legitimate_interests' });
    expect(readCell(leafAt('bases.basis'), { text: 'legitimate interest' })).toMatchObject({ problem: 'choose', nearest: 'legitimate interests' });
    expect(readCell(leafAt('timing.reviewDue'), { text: '46000', number: 46_000 })).toEqual({ value: '2025-12-09' });
    expect(readCell(leafAt('timing.reviewDue'), { text: '9.12.2025' })).toEqual({ value: '2025-12-09' });
    expect(readCell(leafAt('timing.reviewDue'), { text: 'soon' })).toMatchObject({ problem: 'date_form' });
    expect(readCell(leafAt('dataUses.subjects'), { text: 'users; children' })).toEqual({ value: ['users', 'children'] });
    expect(readCell(leafAt('dataUses.special'), { text: 'Ja' })).toEqual({ value: true });
    expect(readCell(leafAt('dataUses.special'), { text: 'perhaps' })).toMatchObject({ problem: 'yes_or_no' });
    expect(nearestOf('zzz', ['consent', 'contract'])).toBe(null);
  });
});

describe('an import', () => {
  const existing = [{ key: 'A-1', version: 3, record: PurposeRecord.parse({ title: 'Ads', owner: 'DPO', description: 'kept', bases: [{ jurisdiction: 'DE', basis: 'contract' }] }) }];

  it('creates, changes and leaves alone, by key or title, in either language, from a flat file or a sheet per list', () => {
    const plan = planImport([
      sheet('Purposes', ['Key', 'Title', 'Zuständig', 'Lawful basis', 'Jurisdiction', 'No such column'], ['', 'Ads', 'Legal', '', '', 'x'], ['B-1', 'Bills', 'Finance', 'Consent', 'FR', ''], ['B-1', '', '', 'Vertrag', 'DE', '']),
      sheet('Recipients', ['key', 'name', 'role'], ['B-1', 'Bank', 'processor']),
    ], existing);
    expect(plan.problems).toEqual([{ sheet: 'Purposes', row: 4, column: 'Lawful basis', problem: 'choose', written: 'Vertrag', nearest: null }]);
    expect(plan.homeless).toEqual([{ where: 'Purposes', field: 'No such column', value: '' }]);
    expect(plan.entries).toMatchObject([{ key: 'A-1', does: 'change', basedOn: 3, record: { title: 'Ads', owner: 'Legal', description: 'kept', bases: [{ jurisdiction: 'DE', basis: 'contract' }] } }, { key: 'B-1', does: 'refuse' }]);
  });

  it('names every wrong cell by sheet, row and column', () => {
    const rows = Array.from({ length: 20 }, (_, n) => [`K-${n}`, n === 3 ? '' : `Title ${n}`, 'Owner', n === 7 ? 'tomorrow' : '2027-01-01']);
    const bases = Array.from({ length: 20 }, (_, n) => [`K-${n}`, 'DE', n === 11 ? 'contrct' : 'contract']);
    const plan = planImport([sheet('Purposes', ['key', 'title', 'owner', 'timing.reviewDue'], ...rows), sheet('Lawful basis by jurisdiction', ['key', 'Jurisdiction', 'Lawful basis'], ...bases)], []);
    expect(plan.problems.map(({ sheet: name, row, column, problem, nearest }) => [name, row, column, problem, nearest])).toEqual([
      ['Purposes', 5, 'title', 'required', null], ['Purposes', 9, 'timing.reviewDue', 'date_form', null], ['Lawful basis by jurisdiction', 13, 'Lawful basis', 'choose', 'contract'],
    ]);
    expect(plan.entries.filter(({ does }) => does === 'refuse').map(({ key }) => key)).toEqual(['K-3', 'K-7', 'K-11']);
  });

  it('of the full layout gives the same entries back', () => {
    const all = fc.sample(records, { numRuns: 30, seed: 11 }).map((record, n) => entry(record, `P-${n}`));
    const sheets = fullLayout(all, words('en')).map(({ title, columns, rows }) => sheet(title, columns.map(({ label }) => label), ...rows));
    const plan = planImport(sheets, []);
    // A list with a semicolon inside one of its lines, and lines of one, are told apart only in the JSON.
    const plain = (record: unknown) => JSON.stringify(record).replace(/; ?|","/g, ' ');
    expect(plan.problems).toEqual([]);
    expect(plan.entries).toHaveLength(30);
    const same = plan.entries.filter((planned, n) => plain(planned.record) === plain(all[n]?.record));
    expect(same.length).toBeGreaterThan(20);
  });

  it('of CSV numbers rows as an editor does, and takes our own apostrophes off', () => {
    const { rows } = readCsv('\uFEFFkey,title\r\nA-1,"two\nlines"\r\nA-2,\'=SUM\r\n', 'file.csv');
    expect(rows).toMatchObject([{ number: 1 }, { number: 2, cells: [{ text: 'A-1' }, { text: 'two\nlines' }] }, { number: 4, cells: [{ text: 'A-2' }, { text: '=SUM' }] }]);
  });
});

describe('the authorities’ layouts', () => {
  const record = PurposeRecord.parse({
    title: 'Ads', owner: 'DPO', businessFunction: 'Sales', bases: [{ jurisdiction: 'GB', basis: 'legitimate_interests', interest: 'growth', assessment: { reference: 'LIA-7' } }],
    dataUses: [{ category: 'health', special: true, specialCondition: 'a', subjects: ['users'], retention: { duration: '1 year' } }], recipients: [{ name: 'Cloud', role: 'processor', country: 'US', contract: { reference: 'DPA-1' }, transfer: { tool: 'standard_contractual_clauses' } }],
    processedFor: [{ name: 'Client', contact: 'x@y' }],
  });

  it('have the ICO’s thirty columns for controllers, and its own for processors', () => {
    const [controller, processor] = icoLayout([entry(record), entry({ ...record, kind: 'processor' }, 'P-2')], words('en'), formatter('en'));
    expect(controller?.columns).toHaveLength(30);
    expect(controller?.rows).toHaveLength(1);
    expect(controller?.rows[0]).toHaveLength(30);
    expect(controller?.rows[0]?.slice(0, 15)).toMatchObject(['Sales', 'Ads', '', 'users', 'health', 'Cloud (Processor)', 'DPA-1', 'US', 'Standard data protection clauses of the Commission (Art 46(2)(c))', 'health: 1 year', '', 'GB: Legitimate interests', 'Explicit consent (Art 9(2)(a))', 'growth', 'LIA-7']);
    expect(controller?.rows[0]?.[15]).toContain('Art 21');
    expect(processor?.rows[0]?.[0]).toBe('Client; x@y');
  });

  it('have the CNIL’s list and rubrics, without a lawful basis', () => {
    const [list, sheets] = cnilLayout([{ ...entry(record), createdAt: new Date('2025-05-06T00:00:00Z') }], words('en'));
    expect(list?.rows).toEqual([['Ads', 'P-1', '2025-05-06', '2026-02-01', 'Ads', 'Oui']]);
    expect(sheets?.rows.map((row) => row[2])).toEqual(['Finalités', 'Données sensibles', 'Catégories de personnes', 'Destinataires', 'Transferts hors UE']);
    expect(JSON.stringify(sheets)).not.toContain('Legitimate');
  });
});
