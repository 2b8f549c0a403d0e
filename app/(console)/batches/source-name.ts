import type { Words } from '@/domain/words/catalogue';

/** Where a batch came from, in words: a key by its name, the command line, or what the sender's side called itself. */
export function sourceName({ source, keyName }: { source: string; keyName: string | null }, { batches }: Words): string {
  const known: Record<string, string> = batches.sources;
  const [, replayed] = /^replay of batch (\d+)$/.exec(source) ?? [];
  if (replayed !== undefined) return batches.replayOf(replayed);
  return keyName === null ? (known[source] ?? source) : batches.key(keyName);
}
