import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { RegisterFile, registerFile } from '@/domain/purposes/exchange/register-file';
import { article30Record } from '@/domain/reports/article-30-record';
import { fullRecordData } from '@/domain/reports/testing/full-record';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';
import { collect } from './chunks';
import { toJson } from './json';
import { publishedSchemas, schemaText } from './report-schema';
import { entriesOf } from '@/domain/reports/record-data';

const published = (name: keyof typeof publishedSchemas) => readFileSync(new URL(`../../../docs/schemas/${name}`, import.meta.url), 'utf8');
const validator = (name: keyof typeof publishedSchemas) => new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(published(name)));

test('the product’s own entry for the record is a register file that can be imported', () => {
  const row = JSON.parse(readFileSync(new URL('../../../docs/own-processing/register-row.json', import.meta.url), 'utf8'));
  expect(RegisterFile.parse(row).purposes.map(({ key }) => key)).toEqual(['NOTICEBOARD-1']);
});

describe('the published schemas', () => {
  test.each(Object.keys(publishedSchemas))('%s is what the code says; npx vitest run -u writes it anew', async (name) => {
    await expect(schemaText(name as keyof typeof publishedSchemas)).toMatchFileSnapshot(`../../../docs/schemas/${name}`);
  });

  test.each(languages)('hold of a report and of the register file, and not of one with a field too many (%s)', async (language) => {
    const data = fullRecordData(language);
    const report = JSON.parse((await collect(toJson(article30Record(data, words(language))).chunks)).toString('utf8'));
    const isReport = validator('report.json');
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(isReport({ ...report, extra: 1 })).toBe(false);
    report.data.purposes[0].record.bases[0].basis = 'because';
    expect(isReport(report)).toBe(false);
    const isRegister = validator('register.json');
    expect(isRegister(JSON.parse(registerFile(entriesOf(data)))), JSON.stringify(isRegister.errors)).toBe(true);
  });
});
