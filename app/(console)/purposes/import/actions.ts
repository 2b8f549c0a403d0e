'use server';

import { createHash } from 'node:crypto';
import { type FormState, act } from '@/auth/action';
import { getPreferences } from '@/auth/preferences';
import { DomainError } from '@/domain/errors';
import { importRegister } from '@/domain/purposes/commands/import-register';
import { planFile, wantedOf } from '@/domain/purposes/exchange/plan-file';
import type { ImportPlan } from '@/domain/purposes/exchange/plan-import';
import type { Words } from '@/domain/words/catalogue';

/** What a preview shows: in words, cut to what a page can hold. */
export type Preview = { digest: string; says: string; importable: boolean; entries: Record<'key' | 'title' | 'does' | 'changes' | 'sheet' | 'row', string>[]; problems: Record<'sheet' | 'row' | 'column' | 'problem' | 'written' | 'nearest', string>[]; homeless: Record<'sheet' | 'column' | 'written', string>[]; more: string | null };
export type ImportState = FormState & { preview: Preview | null };

const most = 200;

/** Shows what importing the file would do, or does it, where what was shown still holds. */
export async function takeRegister(_: ImportState | null, form: FormData): Promise<ImportState> {
  let preview: Preview | null = null;
  const state = await act(form, async ({ actor }, { reason, digest, do: wish }) => {
    const file = form.get('file');
    const { words, format } = await getPreferences();
    const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
    const plan = await planFile(actor, file instanceof File ? file.name : '', bytes);
    preview = written(plan, digestOf(plan), words, format.count);
    if (wish !== 'import') return;
    if (digest !== preview.digest || plan.problems.length > 0) throw new DomainError('conflict', words.exchange.import.changed, { detail: 'plan_changed' });
    const { created, revised } = await importRegister(actor, { entries: wantedOf(plan), reason });
    preview = null;
    return { stored: words.exchange.import.stored(format.count(created), format.count(revised)) };
  });
  return { ...state, preview };
}

const digestOf = (plan: ImportPlan) => createHash('sha256').update(JSON.stringify(plan.entries)).digest('hex');

function written(plan: ImportPlan, digest: string, { exchange, shell, register, workflow }: Words, count: (n: number) => string): Preview {
  const { import: texts, problems: own } = exchange;
  const messages: Record<string, string> = { ...shell.fields, ...register.errors, ...workflow.errors, ...own };
  const importable = plan.problems.length === 0 && wantedOf(plan).length > 0;
  const tally = (['create', 'change', 'same', 'refuse'] as const).map((does) => ({ does, n: plan.entries.filter((entry) => entry.does === does).length })).filter(({ n }) => n > 0).map(({ does, n }) => `${count(n)} ${texts.does[does]}`).join(', ');
  return {
    digest, importable,
    says: `${tally}. ${plan.problems.length > 0 ? texts.wrong(count(plan.problems.length)) : importable ? texts.ready : texts.nothing}`,
    entries: plan.entries.slice(0, most).map(({ key, title, does, changes, sheet, row }) => ({ key, title, does: texts.does[does], changes: does === 'change' ? count(changes) : '–', sheet, row: count(row) })),
    problems: plan.problems.slice(0, most).map(({ sheet, row, column, problem, written: text, nearest }) => ({ sheet, row: String(row), column, problem: messages[problem] ?? problem, written: text.slice(0, 120), nearest: nearest ?? '' })),
    homeless: plan.homeless.slice(0, most).map(({ where, field, value }) => ({ sheet: where, column: field, written: value })),
    more: Math.max(plan.entries.length, plan.problems.length, plan.homeless.length) > most ? texts.first(count(most)) : null,
  };
}
