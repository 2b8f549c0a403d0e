import Link from 'next/link';
import type { ReactNode } from 'react';
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
  const filtered = [search.action, search.from, search.until, search.who, search.about].some((value) => value !== undefined);
  return (
    <section aria-label={evidence.caption} className="card min-w-0">
      <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
        <Choice name="action" label={evidence.action} value={search.action} all={table.all} options={evidenceActions.map((value) => ({ value, label: evidence.actions[value] }))} />
        <Field label={evidence.from}><input type="date" name="from" defaultValue={search.from} className="field-input" /></Field>
        <Field label={evidence.until}><input type="date" name="until" defaultValue={search.until} className="field-input" /></Field>
        <Field label={evidence.who}><input name="who" defaultValue={search.who} maxLength={64} placeholder={evidence.whoHint} className="field-input" /></Field>
        <Field label={evidence.about}><input name="about" defaultValue={search.about} maxLength={64} placeholder={evidence.aboutHint} className="field-input" /></Field>
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

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="grid min-w-0 text-sm">
      <span className="text-muted">{label}</span>
      {children}
    </label>
  );
}
