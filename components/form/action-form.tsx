'use client';

import { type ReactNode, useActionState } from 'react';
import { ErrorSummary } from '@/components/form/error-summary';
import { type ProblemWords, problemOf, problemsOf } from '@/components/form/form-problems';
import { KeptForm } from '@/components/form/kept-form';
import { ShownOnce } from '@/components/form/shown-once';
import { SubmitButton } from '@/components/form/submit-button';

/** What an action answers: what was wrong and what was typed, or what came of it. */
export type ActionState = { message: string | null; code: string | null; fields: { field: string; message: string }[]; values: Record<string, string>; done: Record<string, string> | null };
export type FormAction = (state: ActionState | null, form: FormData) => Promise<ActionState>;
export type ActionWords = { problemTitle: string; problems: ProblemWords; copy: string; copied: string };

type Props = {
  action: FormAction;
  words: ActionWords;
  submit: string;
  /** What to say once it is done, where nothing is shown once. */
  done?: string;
  primary?: boolean;
  /** Stands before the names of the fields in their ids, where a page has several forms with fields of one name. */
  prefix?: string;
  children?(kept: { valueOf(name: string): string | undefined; errorOf(name: string): string | undefined }): ReactNode;
};

/** A form of one action: its fields, what was wrong with them, and what came of it. */
export function ActionForm({ action, words, submit, done, primary = true, prefix = '', children }: Props) {
  const [state, send, busy] = useActionState(action, null);
  const problems = problemsOf(state, words.problems);
  return (
    <>
      <ErrorSummary title={words.problemTitle} entries={problems.map(({ field, message }) => ({ field: field === null ? null : `${prefix}${field}`, message }))} />
      {state?.done?.secret && <ShownOnce key={state.done.secret} made={state.done} words={words} />}
      {state?.done && done && <output className="mb-3 block rounded-md border border-accepted p-3 font-semibold">{done}</output>}
      <KeptForm action={send} done={state?.done}>
        {children?.({ valueOf: (name) => (state?.done ? undefined : state?.values[name]), errorOf: (name) => problemOf(problems, name) })}
        <p><SubmitButton primary={primary} busy={busy}>{submit}</SubmitButton></p>
      </KeptForm>
    </>
  );
}
