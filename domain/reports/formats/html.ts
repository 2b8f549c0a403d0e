import type { ReportCell, ReportDocument, ReportFile } from '@/domain/reports/document';
import { encoded } from './chunks';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const cellText = (cell: ReportCell): string => (cell === null ? '' : typeof cell === 'object' ? '–' : escaped(String(cell)).replaceAll('\n', '<br>'));

const style = 'body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:90rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.4rem;text-align:start;vertical-align:top;font-size:.875rem}caption{text-align:start;font-weight:600;padding:.5rem 0}dt{font-weight:600}@media print{body{margin:0}tr{break-inside:avoid}}';

/** A document as one HTML page that needs nothing else: no script, no network, its texts escaped. Charts are left to the other formats. */
export function toHtml(document: ReportDocument): ReportFile {
  return { name: `${document.type}.html`, mediaType: 'text/html; charset=utf-8', chunks: encoded(() => parts(document)) };
}

function* parts({ language, title, subtitle, illustrative, sections, provenance, provenanceTitle }: ReportDocument): Generator<string> {
  yield `<!doctype html>\n<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body><main>\n<h1>${escaped(title)}</h1><p>${escaped(subtitle)}</p>\n`;
  if (illustrative !== null) yield `<p role="note"><strong>${escaped(illustrative)}</strong></p>\n`;
  for (const { heading, paragraphs, facts, tables } of sections) {
    yield `<h2>${escaped(heading)}</h2>\n${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}`;
    if (facts.length > 0) yield `<dl>${facts.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>\n`;
    for (const table of tables) {
      yield `<table><caption>${escaped(table.title)}</caption><thead><tr>${table.columns.map(({ label }) => `<th scope="col">${escaped(label)}</th>`).join('')}</tr></thead><tbody>\n`;
      for (const row of table.rows) yield `<tr>${row.map((cell) => `<td>${cellText(cell)}</td>`).join('')}</tr>\n`;
      yield '</tbody></table>\n';
    }
  }
  yield `<h2>${escaped(provenanceTitle)}</h2><dl>${provenance.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>\n</main></body></html>\n`;
}
