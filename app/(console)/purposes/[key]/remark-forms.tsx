'use client';

import { addRemark, settleRemark } from './workflow-actions';
import type { WorkflowWords } from '@/app/(console)/purposes/workflow-words';
import { ActionForm } from '@/components/form/action-form';
import { type Option, SelectField, TextArea } from '@/components/form/field';

type Props = { purpose: string; version: number; words: WorkflowWords };

/** A remark on one field, or on the whole entry. */
export function RemarkForm({ purpose, version, fields, words }: Props & { fields: Option[] }) {
  const { remarks } = words.workflow;
  return (
    <div className="mt-4 border-t pt-3">
      <ActionForm action={addRemark} prefix="remark-" words={words.action} submit={remarks.submit} done={remarks.added} primary={false}>
        {({ valueOf, errorOf }) => (
          <>
            <input type="hidden" name="key" value={purpose} /><input type="hidden" name="version" value={version} />
            <SelectField id="remark-path" name="path" label={remarks.field} options={fields} defaultValue={valueOf('path')} error={errorOf('path')} />
            <TextArea id="remark-text" name="text" label={remarks.text} required maxLength={2000} rows={2} defaultValue={valueOf('text')} error={errorOf('text')} />
          </>
        )}
      </ActionForm>
    </div>
  );
}

/** An answer to a remark, or its last word. */
export function AnswerForms({ purpose, version, comment, words }: Props & { comment: string }) {
  const { remarks } = words.workflow;
  return (
    <div className="mt-2 grid gap-4 md:grid-cols-2">
      <ActionForm action={addRemark} words={words.action} submit={remarks.answerSubmit} done={remarks.added} primary={false}>
        {() => (
          <>
            <input type="hidden" name="key" value={purpose} /><input type="hidden" name="version" value={version} /><input type="hidden" name="answers" value={comment} />
            <label className="grid gap-1"><span className="font-semibold">{remarks.answer}</span><textarea name="text" rows={2} maxLength={2000} className="field-input" /></label>
          </>
        )}
      </ActionForm>
      <ActionForm action={settleRemark} words={words.action} submit={remarks.settle} primary={false}>
        {() => (
          <>
            <input type="hidden" name="key" value={purpose} /><input type="hidden" name="comment" value={comment} />
            <label className="grid gap-1"><span className="font-semibold">{remarks.settleText}</span><textarea name="text" rows={2} maxLength={2000} className="field-input" /></label>
          </>
        )}
      </ActionForm>
    </div>
  );
}
