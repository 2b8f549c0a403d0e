import { z } from 'zod';
import { PurposeRecord } from '@/domain/purposes/schemas';
import type { RecordData } from '@/domain/reports/record-data';
import type { RecordLayout } from '@/domain/reports/vocabulary';
import type { Language } from '@/domain/words/vocabulary';

/** A record in which every text and every list entry of the schema is filled with a value found nowhere else. */
function filled(schema: z.core.$ZodType, path: string, found: string[], coded: string[]): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return filled(schema.unwrap(), path, found, coded);
  if (schema instanceof z.ZodObject) return Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, filled(part, path === '' ? key : `${path}.${key}`, found, coded)]));
  if (schema instanceof z.ZodArray) return [filled(schema.element, path, found, coded)];
  const isText = schema instanceof z.ZodString && !path.endsWith('country');
  (isText ? found : coded).push(path);
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodEnum) return schema.options.at(-1);
  if (schema instanceof z.ZodNumber) return 42;
  if (schema instanceof z.ZodISODate) return '2031-07-09';
  if (path.endsWith('country')) return 'QZ';
  return `value of ${path}`;
}

/** Fields of text, each with a value found nowhere else, and fields of codes, flags, numbers, days. */
export const textPaths: string[] = [];
export const codePaths: string[] = [];
export const fullRecord = PurposeRecord.parse(filled(PurposeRecord, '', textPaths, codePaths));

/** A record of processing activities of one purpose that says everything the register can hold. */
export const fullRecordData = (language: Language, { type = 'article_30_record', layout = 'full', record = fullRecord }: { type?: RecordData['type']; layout?: RecordLayout; record?: PurposeRecord } = {}): RecordData => ({
  type, layout, language, as_of: '2026-05-01T10:00:00.000Z', known_at: '2026-05-01T10:00:00.000Z', illustrative: false,
  purposes: [{ key: 'P-1', version: 77, status: 'in_review', created_at: '2026-03-01T00:00:00.000Z', valid_from: '2026-04-01T00:00:00.000Z', recorded_at: '2026-04-03T02:01:00.000Z', illustrative: false, record }],
});
