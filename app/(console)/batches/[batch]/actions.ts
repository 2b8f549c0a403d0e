'use server';

import { redirect } from 'next/navigation';
import { type FormState, act } from '@/auth/action';
import { permit } from '@/domain/access/permissions';
import { invalid } from '@/domain/errors';
import { replayBatch } from '@/domain/uptake/commands/replay-batch';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';

export async function withdraw(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { batch, reason, confirm }) => {
    permit(actor, 'batches:write');
    const missing = { field: 'reason', message: 'required' };
    if (confirm !== 'true') throw invalid('Not confirmed.', [...(reason?.trim() ? [] : [missing]), { field: 'confirm', message: 'unchecked' }]);
    const { batch: id } = await withdrawBatch(actor, { batch, reason });
    redirect(`/batches/${id}?withdrawn=1`);
  });
}

export async function replay(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { batch, reason }) => {
    const { batch: id } = await replayBatch(actor, { batch, reason });
    redirect(`/batches/${id}`);
  });
}
