'use client';

import { countersignRun, signRun, supersedeRun, withdrawRun } from './sign-off-actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { CheckField, type Option, SelectField, TextArea, TextField } from '@/components/form/field';

export type SignWords = { statement: string; statementHint: string; askCountersign: string; askedCountersign: string; code: string; codeHint: string; sign: string; countersign: string };
type SignProps = { kind: 'signature' | 'countersignature'; number: number; content: string; statement: string; /** Whether the countersignature was asked for with the run. */ asked: boolean; words: ActionWords; labels: SignWords };

/** Puts somebody's words and a fresh code under a run, over the digest that stood on the page. */
export function SignForm({ kind, number, content, statement, asked, words, labels }: SignProps) {
  const isFirst = kind === 'signature';
  return (
    <ActionForm action={isFirst ? signRun : countersignRun} words={words} submit={isFirst ? labels.sign : labels.countersign}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="content" value={content} />
          <TextArea name="statement" label={labels.statement} hint={labels.statementHint} required defaultValue={valueOf('statement') ?? statement} error={errorOf('statement')} />
          {isFirst && asked && <p>{labels.askedCountersign}</p>}
          {isFirst && !asked && <CheckField name="countersign" label={labels.askCountersign} />}
          <div className="max-w-xs"><TextField name="code" label={labels.code} hint={labels.codeHint} inputMode="numeric" autoComplete="one-time-code" required error={errorOf('code')} /></div>
        </>
      )}
    </ActionForm>
  );
}

export type EndWords = { supersede: string; supersedeNote: string; successor: string; withdraw: string; withdrawNote: string; reason: string; code: string; codeHint: string };
type EndProps = { number: number; successors: Option[]; words: ActionWords; labels: EndWords };

/** The two ways in which a run comes to stand no longer. */
export function EndForms({ number, successors, words, labels }: EndProps) {
  return (
    <div className="mt-3 grid gap-6 md:grid-cols-2">
      {successors.length > 0 && (
        <section className="min-w-0">
          <h3>{labels.supersede}</h3>
          <p className="mb-3 text-sm text-muted">{labels.supersedeNote}</p>
          <ActionForm action={supersedeRun} words={words} submit={labels.supersede} primary={false} prefix="supersede-">
            {({ valueOf, errorOf }) => (
              <>
                <SelectField id="supersede-successor" name="successor" label={labels.successor} options={successors} defaultValue={valueOf('successor')} error={errorOf('successor')} />
                <EndFields prefix="supersede-" number={number} labels={labels} valueOf={valueOf} errorOf={errorOf} />
              </>
            )}
          </ActionForm>
        </section>
      )}
      <section className="min-w-0">
        <h3>{labels.withdraw}</h3>
        <p className="mb-3 text-sm text-muted">{labels.withdrawNote}</p>
        <ActionForm action={withdrawRun} words={words} submit={labels.withdraw} primary={false} prefix="withdraw-">
          {({ valueOf, errorOf }) => <EndFields prefix="withdraw-" number={number} labels={labels} valueOf={valueOf} errorOf={errorOf} />}
        </ActionForm>
      </section>
    </div>
  );
}

type FieldsProps = { prefix: string; number: number; labels: EndWords; valueOf(name: string): string | undefined; errorOf(name: string): string | undefined };

function EndFields({ prefix, number, labels, valueOf, errorOf }: FieldsProps) {
  return (
    <>
      <input type="hidden" name="number" value={number} />
      <TextArea id={`${prefix}reason`} name="reason" label={labels.reason} required defaultValue={valueOf('reason')} error={errorOf('reason')} />
      <div className="max-w-xs"><TextField id={`${prefix}code`} name="code" label={labels.code} hint={labels.codeHint} inputMode="numeric" autoComplete="one-time-code" required error={errorOf('code')} /></div>
    </>
  );
}
