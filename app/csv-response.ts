import { stringify } from 'csv-stringify/sync';
import { defuse } from '@/domain/reports/formats/formula';

/** A CSV download (RFC 4180, UTF-8 with BOM) whose text cells no spreadsheet runs; illustrative data say so in every row. */
export function csvResponse(name: string, header: string[], rows: (string | number | null)[][], illustrative: boolean): Response {
  const all = [illustrative ? [...header, 'illustrative'] : header, ...rows.map((row) => [...row.map((cell) => (typeof cell === 'string' ? defuse(cell) : cell)), ...(illustrative ? ['yes'] : [])])];
  return new Response(stringify(all, { bom: true, record_delimiter: 'windows' }), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`, 'cache-control': 'private, no-store' },
  });
}
