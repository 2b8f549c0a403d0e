import { handle } from '@/app/api/v1/handle';
import { TableSearch, instantOf } from '@/app/(console)/purposes/table/search-params';
import { getPreferences } from '@/auth/preferences';
import { requireActor } from '@/auth/viewer';
import { countFacets, readRegister } from '@/domain/purposes/queries';
import { transparencyTable } from '@/domain/purposes/transparency';
import { toDocx } from '@/domain/reports/formats/docx';
import { toHtml } from '@/domain/reports/formats/html';
import { transparencyDocument } from '@/domain/reports/transparency-document';

/** The transparency table of a jurisdiction as a file, in the viewer's language. PDF is made by the worker, as a report. */
export const GET = handle(async (request) => {
  const actor = await requireActor();
  const { jurisdiction, as_of: day, format } = TableSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { words, language } = await getPreferences();
  const asOf = instantOf(day, new Date());
  const entries = await readRegister(actor, asOf);
  const chosen = jurisdiction ?? (await countFacets(actor, {})).jurisdiction[0]?.value ?? '';
  const document = transparencyDocument({ table: transparencyTable(entries, chosen, words), language, asOf, illustrative: entries.some(({ illustrative }) => illustrative) }, words);
  const file = format === 'html' ? toHtml(document) : toDocx(document);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.chunks) chunks.push(chunk);
  return new Response(new Uint8Array(Buffer.concat(chunks)), { headers: { 'content-type': file.mediaType, 'content-disposition': `attachment; filename="transparency-table.${format}"`, 'cache-control': 'private, no-store' } });
});
