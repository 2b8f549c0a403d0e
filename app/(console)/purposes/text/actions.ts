'use server';

import { redirect } from 'next/navigation';
import { type FormState, act } from '@/auth/action';
import { getPreferences } from '@/auth/preferences';
import { permit } from '@/domain/access/permissions';
import { invalid } from '@/domain/errors';
import { importRegister } from '@/domain/purposes/commands/import-register';
import { termLabel } from '@/domain/purposes/labels';
import { readText } from '@/domain/purposes/read-text';

export type Found = { kind: 'purpose' | 'data' | 'recipient'; text: string; terms: string; named: string; sentence: string };
export type TextState = FormState & { found: Found[] | null };

const most = 100_000;

/** What the lexicon finds in a text; nothing is stored. */
export async function findInText(_: TextState | null, form: FormData): Promise<TextState> {
  let found: Found[] | null = null;
  const state = await act(form, async ({ actor }, { text = '' }) => {
    permit(actor, 'purposes:write');
    if (text.trim() === '') throw invalid('text: required', [{ field: 'text', message: 'required' }]);
    if (text.length > most) throw invalid('text: too_long', [{ field: 'text', message: 'too_long' }]);
    const { words } = await getPreferences();
    found = readText(text).map(({ kind, text: own, terms, sentence }) => ({ kind, text: own, terms: terms.join(' '), named: terms.map((term) => termLabel(term, words)).join(', '), sentence }));
  });
  return { ...state, found };
}

/** Makes a draft of each accepted purpose, with the accepted data categories and recipients, unlinked. */
export async function makeDrafts(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, values) => {
    permit(actor, 'purposes:write');
    const rows = Object.keys(values).flatMap((name) => /^accept\.(\d+)$/.exec(name)?.[1] ?? []);
    const of = (kind: string) => rows.filter((row) => values[`kind.${row}`] === kind).map((row) => ({ text: (values[`text.${row}`] ?? '').trim(), terms: (values[`terms.${row}`] ?? '').split(' ').filter((term) => term !== ''), sentence: values[`sentence.${row}`] ?? '' }));
    const purposes = of('purpose');
    if (purposes.length === 0) throw invalid('Take at least one purpose.', [{ field: 'accept.0', message: 'nothing' }]);
    const { prefix = '', owner = '' } = values;
    const shared = { owner, dataLinked: false, dataUses: of('data').map(({ text, terms }) => ({ category: text.slice(0, 300), terms })), recipients: of('recipient').map(({ text }) => ({ name: text.slice(0, 200), role: 'not_stated' })) };
    const entries = purposes.map(({ text, terms, sentence }, n) => ({ key: `${prefix.trim()}-${n + 1}`, basedOn: null, record: { ...shared, title: text.slice(0, 200), description: sentence.slice(0, 4000), purposeTerms: terms } }));
    await importRegister(actor, { entries, reason: (await getPreferences()).words.exchange.text.reason });
    redirect('/purposes?sort=updated&dir=desc');
  });
}
