'use client';

import { useActionState } from 'react';
import { type Preview, takeRegister } from './actions';
import { ErrorSummary } from '@/components/form/error-summary';
import { TextArea } from '@/components/form/field';
import { type ProblemWords, problemOf, problemsOf } from '@/components/form/form-problems';
import { KeptForm } from '@/components/form/kept-form';
import { PlainTable } from '@/components/ui/plain-table';

type Column = 'key' | 'title' | 'does' | 'changes' | 'sheet' | 'row' | 'column' | 'problem' | 'written' | 'nearest';
type Words = {
  file: string; fileHint: string; reason: string; reasonHint: string; preview: string; submit: string; summary: string; entries: string; problems: ProblemWords; homeless: string; problemTitle: string; columns: Record<Column, string>;
};

/** Chooses a file, shows what it would do, and takes it in once that was looked at. The file stays chosen in between. */
export function ImportForm({ words }: { words: Words }) {
  const [state, send, busy] = useActionState(takeRegister, null);
  const problems = problemsOf(state, words.problems);
  const preview = state?.preview ?? null;
  const fileError = problemOf(problems, 'file');
  return (
    <>
      <ErrorSummary title={words.problemTitle} entries={problems} />
      {state?.done?.stored && <output className="block rounded-md border border-accepted p-3 font-semibold">{state.done.stored}</output>}
      <KeptForm action={send} done={state?.done?.stored ? state.done : null} className="grid gap-5">
        <div className="card grid gap-4">
          <div>
            <label htmlFor="file" className="mb-1 block font-semibold">{words.file}</label>
            <p id="file-hint" className="mb-1 text-sm text-muted">{words.fileHint}</p>
            {fileError && <p id="file-error" className="mb-1 text-sm font-semibold text-danger">{fileError}</p>}
            <input id="file" name="file" type="file" required accept=".json,.xlsx,.csv,.yml,.yaml" aria-describedby="file-hint" aria-invalid={fileError ? true : undefined} className="field-input" />
          </div>
          <TextArea name="reason" label={words.reason} hint={words.reasonHint} rows={2} maxLength={500} defaultValue={state?.values.reason} error={problemOf(problems, 'reason')} />
          <input type="hidden" name="digest" value={preview?.digest ?? ''} />
          <input type="hidden" name="do" value={preview?.importable ? 'import' : 'preview'} />
          <p className="flex flex-wrap gap-3">
            <button type="submit" className={`button button-primary ${busy ? 'opacity-60' : ''}`} aria-disabled={busy}>{preview?.importable ? words.submit : words.preview}</button>
          </p>
        </div>
      </KeptForm>
      {preview && <Found preview={preview} words={words} />}
    </>
  );
}

function Found({ preview, words }: { preview: Preview; words: Words }) {
  const columns = (ids: Column[]) => ids.map((id) => ({ id, label: words.columns[id], long: id === 'problem' || id === 'written' }));
  const rows = (list: Record<string, string>[]) => list.map((cells, n) => ({ id: `${n}`, cells }));
  return (
    <section className="card grid min-w-0 gap-4" aria-labelledby="preview">
      <h2 id="preview">{words.summary}</h2>
      <output className="font-semibold">{preview.says} {preview.more}</output>
      {preview.problems.length > 0 && <PlainTable caption={words.problemTitle} columns={columns(['sheet', 'row', 'column', 'problem', 'written', 'nearest'])} rows={rows(preview.problems)} />}
      {preview.homeless.length > 0 && <><h3>{words.homeless}</h3><PlainTable caption={words.homeless} columns={columns(['sheet', 'column', 'written'])} rows={rows(preview.homeless)} /></>}
      {preview.entries.length > 0 && <><h3>{words.entries}</h3><PlainTable caption={words.entries} columns={columns(['key', 'title', 'does', 'changes', 'sheet', 'row'])} rows={rows(preview.entries)} /></>}
    </section>
  );
}
