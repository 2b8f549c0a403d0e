/** Which objects have to be judged again. */
export type Touched = { purposes: string[]; campaigns: string[] };

/** What an entry of evidence says, as far as it tells what it is about. */
export type TouchingEntry = { object: { type: string; id: string }; before?: unknown; after?: unknown };

/** The purposes and campaigns that entries are about or name as `purpose` or `campaign`, each once, in order: a batch names its campaign, a passage both. */
export function touchedBy(entries: readonly TouchingEntry[]): Touched {
  const named = (kind: string) =>
    [...new Set(entries.flatMap(({ object, before, after }) => [object.type === kind ? object.id : null, nameIn(before, kind), nameIn(after, kind)]).filter((id) => id !== null))].sort();
  return { purposes: named('purpose'), campaigns: named('campaign') };
}

function nameIn(value: unknown, kind: string): string | null {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[kind] : undefined;
  return typeof found === 'string' ? found : null;
}
