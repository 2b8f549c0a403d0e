import { handle } from '@/app/api/v1/handle';
import { TableSearch, instantOf } from '@/app/(console)/purposes/table/search-params';
import { getPreferences } from '@/auth/preferences';
import { requireActor } from '@/auth/viewer';
import { countFacets } from '@/domain/purposes/queries';
import { readTransparencyData } from '@/domain/reports/register-queries';
import { toDocx } from '@/domain/reports/formats/docx';
import { toHtml } from '@/domain/reports/formats/html';
import { transparencyDocument } from '@/domain/reports/transparency-document';

/** The transparency table of a jurisdiction as a file, in the viewer's language. PDF is made by the worker, as a report. */
export const GET = handle(async (request) => {
  const actor = await requireActor();
  const { jurisdiction, as_of: day, format } = TableSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { words, language } = await getPreferences();
  const asOf = instantOf(day, new Date());
  const chosen = jurisdiction ?? (await countFacets(actor, {})).jurisdiction[0]?.value ?? '';
  const document = transparencyDocument(await readTransparencyData(actor, { language, asOf, knownAt: asOf, jurisdiction: chosen }, words), words);
  const file = format === 'html' ? toHtml(document) : toDocx(document, words.reports.pdf);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.chunks) chunks.push(chunk);
  return new Response(new Uint8Array(Buffer.concat(chunks)), { headers: { 'content-type': file.mediaType, 'content-disposition': `attachment; filename="transparency-table.${format}"`, 'cache-control': 'private, no-store' } });
});
