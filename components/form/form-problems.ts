import type { SummaryEntry } from '@/components/form/error-summary';

type Sent = { message: string | null; code: string | null; fields: { field: string; message: string }[] };

/** What codes mean in words: of fields, each with the fallback `invalid`, and of refusals as a whole. */
export type ProblemWords = { fields: Record<string, string> & { invalid: string }; refusals: Record<string, string> & { unknown: string } };

/** A refused form as the lines of its summary, in the reader's language; none when nothing was refused. */
export function problemsOf(state: Sent | null, words: ProblemWords): SummaryEntry[] {
  if (state === null || state.code === null) return [];
  if (state.fields.length > 0) return state.fields.map(({ field, message }) => ({ field, message: words.fields[message] ?? words.fields.invalid }));
  return [{ field: null, message: words.refusals[state.code] ?? words.refusals.unknown }];
}

/** The message beside a field, if it has one. */
export const problemOf = (problems: SummaryEntry[], field: string): string | undefined => problems.find((problem) => problem.field === field)?.message;
