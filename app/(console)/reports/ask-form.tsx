'use client';

import { askForReport } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextField } from '@/components/form/field';

type Props = { kept: string; from?: string; to?: string; asksForPerson: boolean; submit: string; words: ActionWords; labels: { identifier: string; identifierHint: string } };

/** Asks for the run. A person's identifier is sent here and nowhere else: never in an address. */
export function AskForm({ kept, from, to, asksForPerson, submit, words, labels }: Props) {
  return (
    <ActionForm action={askForReport} words={words} submit={submit}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="request" value={kept} />
          <input type="hidden" name="from" value={from ?? ''} />
          <input type="hidden" name="to" value={to ?? ''} />
          {asksForPerson && <TextField name="identifier" label={labels.identifier} hint={labels.identifierHint} required maxLength={256} autoComplete="off" defaultValue={valueOf('identifier')} error={errorOf('identifier')} />}
        </>
      )}
    </ActionForm>
  );
}
