'use client';

import { linkToPurpose, unlinkFromPurpose } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { type Option, SelectField } from '@/components/form/field';

type Labels = { purpose: string; submit: string; unlink: string };

/** Says which purpose a passage speaks of. */
export function LinkForm({ about, prefix, options, labels, words }: { about: { campaign: string; notice: string; start: number; end: number }; prefix: string; options: Option[]; labels: Labels; words: ActionWords }) {
  return (
    <ActionForm action={linkToPurpose} prefix={prefix} words={words} submit={labels.submit} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          {Object.entries(about).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          <SelectField id={`${prefix}purpose`} name="purpose" label={labels.purpose} options={options} defaultValue={valueOf('purpose')} error={errorOf('purpose')} />
        </>
      )}
    </ActionForm>
  );
}

/** Ends such a link. */
export function UnlinkForm({ id, labels, words }: { id: string; labels: Labels; words: ActionWords }) {
  return <ActionForm action={unlinkFromPurpose} words={words} submit={labels.unlink} primary={false}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}
