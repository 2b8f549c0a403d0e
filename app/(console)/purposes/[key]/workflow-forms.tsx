'use client';

import { decideReview, endEntry, submitForReview } from './workflow-actions';
import { ActionForm } from '@/components/form/action-form';
import { type Option, SelectField, TextArea, TextField } from '@/components/form/field';
import type { WorkflowWords } from '@/app/(console)/purposes/workflow-words';

type Props = { purpose: string; version: number; words: WorkflowWords };

const About = ({ purpose, version }: Omit<Props, 'words'>) => <><input type="hidden" name="key" value={purpose} /><input type="hidden" name="version" value={version} /></>;

/** Sends the version to somebody who did not write it. */
export function SubmitForm({ words, reviewers, ...about }: Props & { reviewers: Option[] }) {
  const { submit } = words.workflow;
  return (
    <section className="mt-4">
      <h3 className="mb-2">{submit.title}</h3>
      <ActionForm action={submitForReview} prefix="submit-" words={words.action} submit={submit.submit} done={submit.done}>
        {({ valueOf, errorOf }) => (
          <>
            <About {...about} />
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <SelectField id="submit-reviewer" name="reviewer" label={submit.reviewer} options={[{ value: '', label: submit.choose }, ...reviewers]} defaultValue={valueOf('reviewer')} error={errorOf('reviewer')} />
              <TextField id="submit-reviewBy" name="reviewBy" type="date" label={submit.reviewBy} defaultValue={valueOf('reviewBy')} error={errorOf('reviewBy')} />
            </div>
            <TextArea id="submit-reason" name="reason" label={submit.reason} maxLength={500} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} />
          </>
        )}
      </ActionForm>
    </section>
  );
}

/** The reviewer's decision. */
export function DecideForm({ words, ...about }: Props) {
  const { decide } = words.workflow;
  return (
    <section className="mt-4">
      <h3 className="mb-2">{decide.title}</h3>
      <ActionForm action={decideReview} prefix="decide-" words={words.action} submit={decide.submit} done={decide.done}>
        {({ valueOf, errorOf }) => (
          <>
            <About {...about} />
            <SelectField id="decide-decision" name="decision" label={decide.decision} options={[{ value: 'approved', label: decide.approve }, { value: 'changes_requested', label: decide.request }]} defaultValue={valueOf('decision') ?? 'approved'} error={errorOf('decision')} />
            <TextArea id="decide-reason" name="reason" label={decide.reason} hint={decide.reasonHint} maxLength={500} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} />
          </>
        )}
      </ActionForm>
    </section>
  );
}

/** Ends the entry, folded away since it is seldom meant. */
export function EndForm({ words, ...about }: Props) {
  const { end } = words.workflow;
  return (
    <details className="mt-4 border-t pt-3">
      <summary className="tap inline-flex cursor-pointer items-center underline decoration-1 underline-offset-2">{end.title}</summary>
      <p className="mt-2 text-sm text-muted">{end.note}</p>
      <ActionForm action={endEntry} prefix="end-" words={words.action} submit={end.submit} done={end.done} primary={false}>
        {({ valueOf, errorOf }) => <><About {...about} /><TextArea id="end-reason" name="reason" label={end.reason} required maxLength={500} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} /></>}
      </ActionForm>
    </details>
  );
}
