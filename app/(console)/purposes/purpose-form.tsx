'use client';

import Link from 'next/link';
import { useActionState } from 'react';
import type { PurposeFormState } from './actions';
import { ConflictNote } from './conflict-note';
import type { FormPart } from './form-layout';
import type { FormWords } from './form-words';
import { RecordInputs } from './record-inputs';
import { ErrorSummary } from '@/components/form/error-summary';
import { TextArea, TextField } from '@/components/form/field';
import { problemOf, problemsOf } from '@/components/form/form-problems';
import { KeptForm } from '@/components/form/kept-form';
import { SubmitButton } from '@/components/form/submit-button';

type Props = {
  action(state: PurposeFormState | null, form: FormData): Promise<PurposeFormState>;
  words: FormWords;
  parts: FormPart[];
  /** The record as fields, to begin with; null `edited` where the purpose is new. */
  values: Record<string, string>;
  edited: { key: string; version: number } | null;
};

/** Adds a purpose or saves its next version. Whatever is refused, everything typed stays. */
export function PurposeForm({ action, words, parts, values: initial, edited }: Props) {
  const [state, send, busy] = useActionState(action, null);
  const values = state?.values ?? initial;
  const conflict = state?.conflict ?? null;
  const problems = problemsOf(state, words.problems);
  const errorOf = (name: string) => problemOf(problems, name);
  return (
    <>
      {conflict && edited ? <ConflictNote conflict={conflict} purpose={edited.key} words={words.conflict} /> : <ErrorSummary title={words.problemTitle} entries={problems} />}
      {state?.code === 'unauthenticated' && <p className="rounded-md bg-notice p-3 text-on-notice"><a className="text-on-notice" href="/sign-in" target="_blank" rel="noreferrer">{words.signIn}</a></p>}
      <KeptForm action={send} className="grid gap-5">
        {edited ? (
          <>
            <input type="hidden" name="key" value={edited.key} />
            <input type="hidden" name="basedOn" value={conflict?.version ?? values.basedOn ?? edited.version} />
          </>
        ) : (
          <section className="card">
            <TextField name="key" label={words.fields.key} hint={words.fields.keyHint} required maxLength={64} autoComplete="off" defaultValue={values.key} error={errorOf('key')} />
          </section>
        )}
        <RecordInputs words={words} parts={parts} values={values} errorOf={errorOf} />
        <section className="card grid gap-4" aria-label={words.form.change}>
          <TextField name="since" type="date" label={words.fields.since} hint={words.fields.sinceHint} defaultValue={values.since} error={errorOf('validFrom')} />
          <TextArea name="reason" label={words.fields.reason} hint={words.fields.reasonHint} required maxLength={500} defaultValue={values.reason} error={errorOf('reason')} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton busy={busy}>{edited ? words.form.save : words.form.create}</SubmitButton>
            <Link className="button" href={edited ? `/purposes/${edited.key}` : '/purposes'}>{words.form.cancel}</Link>
          </div>
        </section>
      </KeptForm>
    </>
  );
}
