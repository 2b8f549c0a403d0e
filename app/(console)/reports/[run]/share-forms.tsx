'use client';

import { endShare, makeShare } from './sign-off-actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextField } from '@/components/form/field';

export type ShareWords = { reader: string; readerHint: string; days: string; daysHint: string; password: string; passwordHint: string; maxViews: string; maxDownloads: string; share: string };

/** Makes a link for a reader outside and shows it once. */
export function ShareForm({ number, words, labels }: { number: number; words: ActionWords; labels: ShareWords }) {
  return (
    <ActionForm action={makeShare} words={words} submit={labels.share} primary={false}>
      {({ valueOf, errorOf }) => (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <input type="hidden" name="number" value={number} />
          <TextField name="reader" label={labels.reader} hint={labels.readerHint} required autoComplete="off" defaultValue={valueOf('reader')} error={errorOf('reader')} />
          <TextField name="days" label={labels.days} hint={labels.daysHint} inputMode="numeric" required defaultValue={valueOf('days') ?? '30'} error={errorOf('days')} />
          <TextField id="password" name="share_password" label={labels.password} hint={labels.passwordHint} type="password" autoComplete="new-password" error={errorOf('password')} />
          <div className="grid grid-cols-2 items-end gap-4">
            <TextField name="max_views" label={labels.maxViews} inputMode="numeric" defaultValue={valueOf('max_views')} error={errorOf('max_views')} />
            <TextField name="max_downloads" label={labels.maxDownloads} inputMode="numeric" defaultValue={valueOf('max_downloads')} error={errorOf('max_downloads')} />
          </div>
        </div>
      )}
    </ActionForm>
  );
}

export function RevokeShareForm({ id, words, submit }: { id: string; words: ActionWords; submit: string }) {
  return <ActionForm action={endShare} words={words} submit={submit} primary={false}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}
