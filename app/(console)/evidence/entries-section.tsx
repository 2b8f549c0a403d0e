import Link from 'next/link';
import { EntryList } from '@/app/(console)/evidence/entry-list';
import { type EvidenceSearch, evidenceQuery } from '@/app/(console)/evidence/search-params';
import { Choice } from '@/components/form/choice';
import { Pages } from '@/components/ui/pages';
import type { Entry } from '@/domain/evidence/queries';
import { evidenceActions } from '@/domain/evidence/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { entries: Entry[]; total: number; search: EvidenceSearch; words: Words; format: Formatter };

/** The log with its filters, all of it in the address. */
export function EntriesSection({ entries, total, search, words, format }: Props) {
  const { evidence } = words;
  const { table } = words.shell;
  const pages = Math.max(1, Math.ceil(total / search.size));
  const filtered = search.action !== undefined || search.from !== undefined || search.about !== undefined;
  return (
    <section aria-label={evidence.caption} className="card min-w-0">
      <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
        <Choice name="action" label={evidence.action} value={search.action} all={table.all} options={evidenceActions.map((value) => ({ value, label: evidence.actions[value] }))} />
        <label className="grid text-sm">
          <span className="text-muted">{evidence.from}</span>
          <input type="date" name="from" defaultValue={search.from} className="field-input" />
        </label>
        {search.about && (
          <label className="grid min-w-0 text-sm">
            <span className="text-muted">{evidence.about}</span>
            <input name="about" defaultValue={search.about} maxLength={64} className="field-input" />
          </label>
        )}
        <button type="submit" className="button">{table.filter}</button>
        {filtered && <Link className="button" href="/evidence">{table.clear}</Link>}
      </form>
      {entries.length === 0 ? <p className="p-4 text-center text-muted">{filtered ? table.empty : evidence.empty}</p> : <EntryList entries={entries} words={words} format={format} />}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm">
        <output>{table.results(format.count(total))}</output>
        <Pages labels={{ ...table, page: table.page(format.count(search.page), format.count(pages)) }} page={search.page} pages={pages} href={(page) => evidenceQuery({ ...search, page }) || '?'} />
      </div>
    </section>
  );
}
