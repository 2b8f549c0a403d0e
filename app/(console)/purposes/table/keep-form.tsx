'use client';

import { keepWithNotice } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { type Option, SelectField } from '@/components/form/field';

type Props = { jurisdiction: string; notices: Option[]; labels: { notice: string; submit: string; done: string }; words: ActionWords };

/** Keeps the table that stands above with a notice. */
export function KeepForm({ jurisdiction, notices, labels, words }: Props) {
  return (
    <ActionForm action={keepWithNotice} words={words} submit={labels.submit} done={labels.done} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="jurisdiction" value={jurisdiction} />
          <SelectField name="notice" label={labels.notice} options={notices} defaultValue={valueOf('notice')} error={errorOf('notice')} />
        </>
      )}
    </ActionForm>
  );
}
