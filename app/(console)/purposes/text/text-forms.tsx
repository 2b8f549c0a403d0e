'use client';

import { useActionState } from 'react';
import { findInText, makeDrafts } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { ErrorSummary } from '@/components/form/error-summary';
import { CheckField, TextArea, TextField } from '@/components/form/field';
import { problemOf, problemsOf } from '@/components/form/form-problems';
import { KeptForm } from '@/components/form/kept-form';
import { SubmitButton } from '@/components/form/submit-button';

type Label = 'text' | 'find' | 'found' | 'none' | 'accept' | 'name' | 'sentence' | 'terms' | 'purpose' | 'data' | 'recipient' | 'prefix' | 'prefixHint' | 'owner' | 'submit' | 'note';
type Props = { labels: Record<Label, string>; words: ActionWords };

/** Reads a text, then shows what was found, each to be taken, edited or dropped. */
export function TextForms({ labels, words }: Props) {
  const [state, send, busy] = useActionState(findInText, null);
  const problems = problemsOf(state, words.problems);
  const found = state?.found ?? null;
  return (
    <>
      <ErrorSummary title={words.problemTitle} entries={problems} />
      <KeptForm action={send} className="card grid gap-4">
        <TextArea name="text" label={labels.text} rows={8} required defaultValue={state?.values.text} error={problemOf(problems, 'text')} />
        <p><SubmitButton busy={busy} primary={found === null}>{labels.find}</SubmitButton></p>
      </KeptForm>
      {found && (
        <section className="card min-w-0" aria-labelledby="found">
          <h2 id="found">{labels.found}</h2>
          {found.length === 0 ? <output>{labels.none}</output> : (
            <ActionForm action={makeDrafts} words={words} submit={labels.submit}>
              {({ valueOf, errorOf }) => (
                <>
                  <p className="text-muted">{labels.note}</p>
                  <ol className="grid gap-4">
                    {found.map(({ kind, text, terms, named, sentence }, n) => (
                      <li key={`${kind}${text}${terms}`} className="grid gap-2 border-t pt-3">
                        <CheckField name={`accept.${n}`} label={`${labels.accept}: ${labels[kind]} ${n + 1}`} defaultChecked />
                        <TextField name={`text.${n}`} label={`${labels[kind]} ${n + 1}, ${labels.name}`} defaultValue={text} maxLength={300} />
                        <input type="hidden" name={`kind.${n}`} value={kind} /><input type="hidden" name={`terms.${n}`} value={terms} /><input type="hidden" name={`sentence.${n}`} value={sentence} />
                        {named && <p className="text-sm">{labels.terms}: {named} <code className="text-muted">{terms}</code></p>}
                        <blockquote className="border-s-4 ps-3 text-sm text-muted">{sentence}</blockquote>
                      </li>
                    ))}
                  </ol>
                  <div className="grid items-start gap-4 sm:grid-cols-2">
                    <TextField name="prefix" label={labels.prefix} hint={labels.prefixHint} required maxLength={50} defaultValue={valueOf('prefix')} error={errorOf('prefix')} />
                    <TextField name="owner" label={labels.owner} required maxLength={200} defaultValue={valueOf('owner')} error={errorOf('owner')} />
                  </div>
                </>
              )}
            </ActionForm>
          )}
        </section>
      )}
    </>
  );
}
