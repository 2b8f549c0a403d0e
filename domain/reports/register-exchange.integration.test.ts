import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importRegister } from '@/domain/purposes/commands/import-register';
import { planFile, wantedOf } from '@/domain/purposes/exchange/plan-file';
import { readXlsx } from '@/domain/purposes/exchange/read-xlsx';
import { readRegister } from '@/domain/purposes/queries';
import { records } from '@/domain/purposes/testing/generated-records';
import { exportRegister } from '@/domain/reports/register-export';
import type { ReportDocument } from '@/domain/reports/document';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import { words } from '@/domain/words/catalogue';
import { asRole, system } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';
import { connection } from '@/db/client';

useTestDatabase();

const distant = { asOf: new Date('2090-01-01T00:00:00Z'), knownAt: new Date('2090-01-01T00:00:00Z') };
const exported = (format: 'json' | 'jsonld' | 'csv' | 'xlsx', layout: 'full' | 'ico' | 'cnil' = 'full') => exportRegister(system, { format, layout, language: 'en', reading: distant });
const count = async () => (await readRegister(system, distant)).length;
/** Leaves the installation as one without a register. */
async function emptied(): Promise<void> {
  const { pool } = await connection();
  await pool.query('truncate purposes, purpose_versions, purpose_bases, purpose_data_uses, purpose_recipients, purpose_steps, purpose_comments');
}
const dpo = asRole('dpo');

async function workbook(sheets: { title: string; columns: string[]; rows: string[][] }[]): Promise<Buffer> {
  const document: ReportDocument = {
    type: 'register', language: 'en', title: 't', subtitle: 's', illustrative: null, provenance: [], provenanceTitle: 'p', data: null,
    sections: [{ id: 's', heading: 'h', paragraphs: [], facts: [], charts: [], tables: sheets.map(({ title, columns, rows }, n) => ({ id: `t${n}`, title, note: null, columns: columns.map((label, at) => ({ id: `c${at}`, label, description: '', type: 'text' })), rows })) }],
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of toXlsx(document, words('en').reports.xlsx).chunks) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the full register', () => {
  it('exported, imported into an empty installation and exported again is the same bytes, whatever is in it', { timeout: 120_000 }, async () => {
    for (const seed of [1, 2, 3]) {
      await emptied();
      const entries = fc.sample(records, { numRuns: 40, seed }).map((record, n) => ({ key: `R-${n}`, basedOn: null, record, illustrative: n % 7 === 0, validFrom: new Date(Date.UTC(2020, n % 12, 1, 2, 3, 4, n)) }));
      await importRegister(system, { entries, reason: 'generated' });
      const first = await exported('json');
      await emptied();
      const plan = await planFile(system, first.name, first.bytes);
      expect(plan.entries.every(({ does }) => does === 'create')).toBe(true);
      await importRegister(system, { entries: wantedOf(plan), reason: 'again' });
      expect((await exported('json')).bytes.equals(first.bytes)).toBe(true);
    }
  });

  it('comes as XLSX and CSV that read back as the same register, and in the authorities’ layouts', async () => {
    const xlsx = await exported('xlsx');
    expect(readXlsx(xlsx.bytes).map(({ name }) => name)).toEqual(expect.arrayContaining(['Sharing purposes', 'Recipients']));
    const plan = await planFile(system, xlsx.name, xlsx.bytes);
    expect(plan.problems).toEqual([]);
    expect(plan.homeless).toEqual([]);
    expect(plan.entries).toHaveLength(40);
    expect(plan.entries.filter(({ does }) => does === 'same').length).toBeGreaterThan(25);
    const flat = await planFile(system, 'register.csv', (await exported('csv')).bytes);
    expect(flat.problems).toEqual([]);
    expect(flat.entries).toHaveLength(40);
    for (const layout of ['ico', 'cnil'] as const) for (const format of ['csv', 'xlsx'] as const) expect((await exported(format, layout)).bytes.length).toBeGreaterThan(500);
    expect(JSON.parse((await exported('jsonld')).bytes.toString())).toMatchObject({ conformsTo: 'https://w3id.org/dpv/2.3' });
  });
});

describe('a workbook of 500 rows', () => {
  const wrong: [sheet: number, row: number, column: number, value: string, problem: string][] = [
    [0, 4, 1, '', 'required'], [0, 20, 2, '', 'required'], [0, 33, 3, 'tomorrow', 'date_form'], [0, 77, 3, '31/12/2027', 'date_form'], [0, 150, 0, 'key with spaces', 'key_form'], [0, 401, 4, 'maybe', 'yes_or_no'],
    [1, 10, 2, 'contarct', 'choose'], [1, 11, 2, 'whatever', 'choose'], [1, 300, 1, '', 'required'], [2, 5, 2, 'procesor', 'choose'], [2, 499, 3, 'Ireland', 'country_form'], [2, 250, 2, '', 'choose'],
  ];
  const sheets = () => [
    { title: 'Purposes', columns: ['Key', 'Title', 'Owner', 'Review due', 'The controller benefits'], rows: Array.from({ length: 500 }, (_, n) => [`W-${n}`, `Purpose ${n}`, 'Office', '2027-01-31', 'yes']) },
    { title: 'Bases', columns: ['key', 'Jurisdiction', 'Lawful basis'], rows: Array.from({ length: 500 }, (_, n) => [`W-${n}`, 'DE', 'Performance of a contract']) },
    { title: 'Recipients', columns: ['key', 'Name', 'Role', 'Country'], rows: Array.from({ length: 500 }, (_, n) => [`W-${n}`, 'Cloud', 'Processor', 'IE']) },
  ];

  it('with twelve wrong cells: each is named by sheet, row and column, and nothing is stored', async () => {
    const before = await count();
    const given = sheets();
    for (const [sheet, row, column, value] of wrong) {
      const cells = given[sheet]?.rows[row];
      if (cells) cells[column] = value;
    }
    const seq = await nextSeq();
    const plan = await planFile(dpo, 'w.xlsx', await workbook(given));
    const named = plan.problems.map(({ sheet, row, column, problem }) => `${sheet} ${row} ${column} ${problem}`);
    for (const [sheet, row, column, , problem] of wrong) expect(named).toContain(`${given[sheet]?.title} ${row + 2} ${given[sheet]?.columns[column]} ${problem}`);
    // The rows of the lists keep the right key, which no row of the entries bears any more, and say so.
    expect(named.filter((text) => !wrong.some(([sheet, row, column, , problem]) => text === `${given[sheet]?.title} ${row + 2} ${given[sheet]?.columns[column]} ${problem}`))).toEqual(['Bases 152 key no_entry']);
    expect(plan.problems.find(({ written }) => written === 'contarct')?.nearest).toBe('contract');
    expect(await nextSeq()).toBe(seq);
    expect(await count()).toBe(before);
  });

  it('corrected: all of it is stored, with one entry of evidence for each purpose', { timeout: 60_000 }, async () => {
    const before = await count();
    const plan = await planFile(dpo, 'w.xlsx', await workbook(sheets()));
    expect(plan.problems).toEqual([]);
    const seq = await nextSeq();
    await importRegister(dpo, { entries: wantedOf(plan), reason: 'The workbook' });
    expect(await count()).toBe(before + 500);
    const entries = await entriesFrom(seq);
    expect(entries).toHaveLength(500);
    expect(new Set(entries.map(({ object }) => object.id)).size).toBe(500);
  });

  it('is stored whole or not at all, and by those alone who may write', async () => {
    const before = await count();
    const plan = await planFile(dpo, 'w.csv', Buffer.from('key,title,owner\nX-1,One,me\nX-2,Two,me\n'));
    const wanted = wantedOf(plan);
    await expect(importRegister(asRole('auditor'), { entries: wanted, reason: 'x' })).rejects.toMatchObject({ code: 'denied' });
    await expect(planFile(asRole('manager'), 'w.csv', Buffer.from('key\n'))).rejects.toMatchObject({ code: 'denied' });
    await expect(importRegister(dpo, { entries: [...wanted, { ...wanted[0], key: 'W-1', basedOn: 9 }], reason: 'x' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await count()).toBe(before);
  });
});

describe('files of other tools', () => {
  it('a Fides manifest becomes entries; every field that had no home is named', async () => {
    const plan = await planFile(dpo, 'fides.yml', Buffer.from(`
dataset:
  - fides_key: shop_db
system:
  - fides_key: shop
    name: Shop
    administrating_department: Sales
    legal_name: Shop Ltd
    system_type: Service
    egress: [{fides_key: x, type: system}]
    privacy_declarations:
      - name: Send offers
        data_use: marketing.advertising
        legal_basis_for_processing: Legitimate interests
        data_categories: [user.contact.email, user.custom]
        data_subjects: [customer]
        retention_period: 90 days
        data_shared_with_third_parties: true
        third_parties: Mailer Inc
        features: [a]
      - {name: Broken, data_use: made.up, legal_basis_for_processing: Contract}
`));
    expect(plan.entries).toMatchObject([
      { key: 'shop.Send-offers', does: 'create', record: { title: 'Send offers', owner: 'Sales', purposeTerms: ['dpv:Advertising'], bases: [{ basis: 'legitimate_interests' }], recipients: [{ name: 'Mailer Inc' }], dataUses: [{ terms: ['pd:EmailAddress'], subjects: ['customer'], retention: { criterion: '90 days' } }, { category: 'user.custom', terms: [] }] } },
      { key: 'shop.Broken', does: 'create', record: { purposeTerms: ['local:fides.made.up'], bases: [{ basis: 'contract' }] } },
    ]);
    expect(plan.homeless.map(({ where, field }) => `${where}: ${field}`)).toEqual(['dataset: dataset', 'shop: name', 'shop: system_type', 'shop: egress', 'shop, privacy_declarations[0]: features']);
    await expect(planFile(dpo, 'x.yml', Buffer.from('a: [b'))).rejects.toMatchObject({ code: 'invalid' });
  });

  it('a CISO Assistant workbook becomes entries, one per purpose of a processing', async () => {
    const plan = await planFile(dpo, 'ciso.xlsx', await workbook([
      { title: 'Processings', columns: ['ref_id', 'name', 'description', 'folder', 'dpia_required', 'nature'], rows: [['PR-1', 'Payroll', 'Pays people', 'HR', 'true', 'collection']] },
      { title: 'Purposes', columns: ['processing', 'name', 'legal_basis', 'article_9_condition'], rows: [['Payroll', 'Pay wages', 'contract', ''], ['PR-1', 'Report tax', 'legal obligation', '']] },
      { title: 'Personal data', columns: ['processing', 'name', 'category', 'retention', 'is_sensitive'], rows: [['Payroll', 'Bank account', 'bank_account', '10 years', 'false']] },
      { title: 'Data subjects', columns: ['processing', 'name', 'category'], rows: [['Payroll', '', 'employee']] },
      { title: 'Data transfers', columns: ['processing', 'entity', 'country', 'transfer_mechanism'], rows: [['Payroll', 'Bureau', 'US', 'scc']] },
    ]));
    expect(plan.entries).toMatchObject([
      { key: 'PR-1-1', does: 'create', record: { title: 'Pay wages', owner: 'HR', bases: [{ basis: 'contract' }], dataUses: [{ category: 'Bank account', subjects: ['employee'], retention: { criterion: '10 years' } }], recipients: [{ name: 'Bureau', country: 'US', transfer: { tool: 'standard_contractual_clauses' } }], impactAssessment: { status: 'required' } } },
      { key: 'PR-1-2', record: { title: 'Report tax', bases: [{ basis: 'legal_obligation' }] } },
    ]);
    expect(plan.homeless.map(({ field }) => field)).toEqual(expect.arrayContaining(['nature', 'category']));
  });
});
