'use client';

import { acknowledge, assign, override, reopen } from './actions';
import type { FindingWords } from '@/app/(console)/findings/finding-words';
import { ActionForm } from '@/components/form/action-form';
import { type Option, SelectField, TextArea, TextField } from '@/components/form/field';

type Props = { finding: string; words: FindingWords };

const About = ({ finding }: { finding: string }) => <input type="hidden" name="finding" value={finding} />;

export function AcknowledgeForm({ finding, words: { forms, action } }: Props) {
  const { note, hint, submit, done } = forms.acknowledge;
  return (
    <ActionForm action={acknowledge} prefix="acknowledge-" words={action} submit={submit} done={done}>
      {({ valueOf, errorOf }) => <><About finding={finding} /><TextArea id="acknowledge-note" name="note" label={note} hint={hint} required maxLength={1000} rows={2} defaultValue={valueOf('note')} error={errorOf('note')} /></>}
    </ActionForm>
  );
}

export function OverrideForm({ finding, words: { forms, action } }: Props) {
  const { reason, until, untilHint, submit, done } = forms.override;
  return (
    <ActionForm action={override} prefix="override-" words={action} submit={submit} done={done} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          <About finding={finding} />
          <TextArea id="override-reason" name="reason" label={reason} required maxLength={1000} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} />
          <TextField id="override-until" name="until" type="date" label={until} hint={untilHint} required defaultValue={valueOf('until')} error={errorOf('until')} />
        </>
      )}
    </ActionForm>
  );
}

export function ReopenForm({ finding, words: { forms, action } }: Props) {
  const { reason, submit, done } = forms.reopen;
  return (
    <ActionForm action={reopen} prefix="reopen-" words={action} submit={submit} done={done} primary={false}>
      {({ valueOf, errorOf }) => <><About finding={finding} /><TextArea id="reopen-reason" name="reason" label={reason} required maxLength={1000} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} /></>}
    </ActionForm>
  );
}

export function AssignForm({ finding, words: { forms, action }, people, assignee, due }: Props & { people: Option[]; assignee: string; due: string }) {
  const { assignee: person, due: dueLabel, note, submit, done } = forms.assign;
  return (
    <ActionForm action={assign} prefix="assign-" words={action} submit={submit} done={done} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          <About finding={finding} />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <SelectField key={`assignee ${assignee}`} id="assign-assignee" name="assignee" label={person} options={people} defaultValue={valueOf('assignee') ?? assignee} error={errorOf('assignee')} />
            <TextField key={`due ${due}`} id="assign-due" name="due" type="date" label={dueLabel} defaultValue={valueOf('due') ?? due} error={errorOf('due')} />
          </div>
          <TextArea id="assign-note" name="note" label={note} maxLength={1000} rows={2} defaultValue={valueOf('note')} error={errorOf('note')} />
        </>
      )}
    </ActionForm>
  );
}
