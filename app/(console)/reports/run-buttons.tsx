'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import type { RunStatus } from '@/domain/reports/vocabulary';
import { cancelRun, retryRun } from './actions';

type Props = { number: number; status: RunStatus; words: { retry: string; cancel: string } };

/** What can be done to a run just now: cancel what is not done, try again what failed. */
export function RunButtons({ number, status, words }: Props) {
  const [cancelled, cancel] = useActionState(cancelRun, null);
  const [retried, retry] = useActionState(retryRun, null);
  const message = cancelled?.message ?? retried?.message;
  const open = status === 'queued' || status === 'running';
  return (
    <>
      {message && <p role="alert">{message}</p>}
      {open && <form action={cancel}><input type="hidden" name="number" value={number} /><SubmitButton primary={false}>{words.cancel}</SubmitButton></form>}
      {(status === 'failed' || status === 'cancelled') && <form action={retry}><input type="hidden" name="number" value={number} /><SubmitButton>{words.retry}</SubmitButton></form>}
    </>
  );
}
