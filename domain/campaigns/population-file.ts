import { parse } from 'csv-parse/sync';
import { invalid } from '@/domain/errors';

/** The rows of a population as JSON (an array) or CSV (header row with the field names). Throws `invalid` when it is neither. */
export function readPopulationFile(text: string, format: 'json' | 'csv'): unknown {
  try {
    if (format === 'json') return JSON.parse(text);
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true });
    return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')));
  } catch (error) {
    throw invalid(`The population cannot be read as ${format.toUpperCase()}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
