'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { commentPurpose, settleComment } from '@/domain/purposes/commands/comment-purpose';
import { decidePurpose } from '@/domain/purposes/commands/decide-purpose';
import { endPurpose } from '@/domain/purposes/commands/end-purpose';
import { submitPurpose } from '@/domain/purposes/commands/submit-purpose';

export async function submitForReview(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { key, version, reviewer, reviewBy, reason }) => {
    await submitPurpose(actor, { key, version: Number(version), reviewer, reviewBy: reviewBy || null, reason });
    refresh();
  });
}

export async function decideReview(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { key, version, decision, reason }) => {
    await decidePurpose(actor, { key, version: Number(version), decision, reason });
    refresh();
  });
}

export async function endEntry(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { key, version, reason }) => {
    await endPurpose(actor, { key, version: Number(version), reason });
    refresh();
  });
}

export async function addRemark(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { key, version, path, text, answers }) => {
    await commentPurpose(actor, { key, version: Number(version), path, text, answers: answers || null });
    refresh();
  });
}

export async function settleRemark(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { key, comment, text }) => {
    await settleComment(actor, { key, comment, text });
    refresh();
  });
}
