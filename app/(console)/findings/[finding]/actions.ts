'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { acknowledgeFinding, reopenFinding } from '@/domain/findings/commands/acknowledge-finding';
import { assignFinding } from '@/domain/findings/commands/assign-finding';
import { overrideFinding } from '@/domain/findings/commands/override-finding';

export async function acknowledge(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { finding, note }) => {
    await acknowledgeFinding(actor, { finding, note });
    refresh();
  });
}

export async function override(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { finding, reason, until }) => {
    await overrideFinding(actor, { finding, reason, until });
    refresh();
  });
}

export async function reopen(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { finding, reason }) => {
    await reopenFinding(actor, { finding, reason });
    refresh();
  });
}

export async function assign(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { finding, assignee, due, note }) => {
    await assignFinding(actor, { finding, assignee: assignee || null, due: due || null, note });
    refresh();
  });
}
