'use client';

import { type ReactNode, useActionState } from 'react';
import { enrolAuthenticator, startAuthenticator } from './second-factor-actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { ErrorSummary } from '@/components/form/error-summary';
import { TextField } from '@/components/form/field';
import { problemOf, problemsOf } from '@/components/form/form-problems';
import { ShownOnce } from '@/components/form/shown-once';
import { SubmitButton } from '@/components/form/submit-button';

type StartLabels = { start: string; replace: string; replaceNote: string; currentCode: string };

/** Asks for a new key; where an authenticator counts already, with a code of that one. */
export function StartForm({ enrolled, words, labels }: { enrolled: boolean; words: ActionWords; labels: StartLabels }) {
  return (
    <ActionForm action={startAuthenticator} words={words} submit={enrolled ? labels.replace : labels.start} primary={false}>
      {({ errorOf }) => (
        <>
          <input type="hidden" name="kind" value="totp" />
          {enrolled && <p className="max-w-md text-muted">{labels.replaceNote}</p>}
          {enrolled && <div className="max-w-md"><TextField name="code" label={labels.currentCode} autoComplete="one-time-code" required error={errorOf('code')} /></div>}
        </>
      )}
    </ActionForm>
  );
}

type EnrolLabels = { firstCode: string; firstCodeHint: string; confirm: string };

/** The key, as children, and the field for its first code; then the recovery codes in their place, this one time. */
export function EnrolForm({ words, labels, children }: { words: ActionWords; labels: EnrolLabels; children: ReactNode }) {
  const [state, send, busy] = useActionState(enrolAuthenticator, null);
  const problems = problemsOf(state, words.problems);
  if (state?.done) return <ShownOnce made={state.done} words={words} />;
  return (
    <>
      <ErrorSummary title={words.problemTitle} entries={problems} />
      {children}
      <form action={send} className="mt-4 grid max-w-md gap-4" noValidate>
        <TextField name="code" label={labels.firstCode} hint={labels.firstCodeHint} inputMode="numeric" autoComplete="one-time-code" required error={problemOf(problems, 'code')} />
        <p><SubmitButton busy={busy}>{labels.confirm}</SubmitButton></p>
      </form>
    </>
  );
}
