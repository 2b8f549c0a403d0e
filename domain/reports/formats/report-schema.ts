import { z } from 'zod';
import { RegisterFile } from '@/domain/purposes/exchange/register-file';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { purposeStatuses } from '@/domain/purposes/vocabulary';
import { recordLayouts, reportTypes, runEndings } from '@/domain/reports/vocabulary';
import { languages } from '@/domain/words/vocabulary';
import { format } from './json';

const pair = z.strictObject({ label: z.string(), value: z.string() });
const instant = z.iso.datetime({ offset: true });
const cell = z.union([z.string(), z.number(), z.null(), z.strictObject({ suppressed: z.literal(true) })]);

const table = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  title: z.string(),
  note: z.string().nullable(),
  columns: z.array(z.strictObject({ id: z.string(), label: z.string(), description: z.string(), type: z.enum(['text', 'integer', 'rate', 'date', 'instant']) })).min(1),
  rows: z.array(z.array(cell)),
  row_count: z.int().min(0).optional(),
  rows_in: z.string().optional(),
});

const section = z.strictObject({
  id: z.string(),
  heading: z.string(),
  paragraphs: z.array(z.string()),
  facts: z.array(pair),
  charts: z.array(z.strictObject({ id: z.string(), caption: z.string(), alternative: z.string() })),
  tables: z.array(table),
});

const earlier = z.strictObject({ report: z.int(), ending: z.enum(runEndings), at: instant, reason: z.string(), successor: z.int().nullable() });
const head = { language: z.enum(languages), as_of: instant, known_at: instant, illustrative: z.boolean(), earlier_reports: z.array(earlier).optional() };
const record = z.strictObject({
  ...head, type: z.enum(['article_30_record', 'processor_record']), layout: z.enum(recordLayouts),
  purposes: z.array(z.strictObject({ key: z.string(), version: z.int(), status: z.enum(purposeStatuses), created_at: instant, valid_from: instant, recorded_at: instant, illustrative: z.boolean(), record: PurposeRecord })),
});
const other = z.looseObject({ ...head, type: z.enum(reportTypes).exclude(['article_30_record', 'processor_record']) });

/** What `report.json` is (formats/json.ts): the envelope in full, the data of the two records in full, of other reports by their head. */
export const ReportFileSchema = z.strictObject({
  format: z.literal(format), type: z.enum(reportTypes), language: z.enum(languages), title: z.string(), subtitle: z.string(), illustrative: z.string().nullable(), provenance: z.array(pair), sections: z.array(section), data: z.union([record, other]),
});

/** The published JSON Schemas (draft 2020-12) by the name of their file in `docs/schemas`. */
export const publishedSchemas = { 'report.json': ReportFileSchema, 'register.json': RegisterFile } as const;

/** A published schema as its file's text. */
export const schemaText = (name: keyof typeof publishedSchemas): string => `${JSON.stringify(z.toJSONSchema(publishedSchemas[name], { io: 'output', unrepresentable: 'any' }), null, 2)}\n`;
