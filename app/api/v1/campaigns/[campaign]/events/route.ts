import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle, problem } from '@/app/api/v1/handle';
import { invalid } from '@/domain/errors';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readContentDigest } from '@/domain/uptake/content-digest';
import { inflated } from '@/domain/uptake/inflate';
import type { EventFormat } from '@/domain/uptake/vocabulary';

export const dynamic = 'force-dynamic';

const formats: [RegExp, EventFormat][] = [
  [/^application\/(x-)?(nd-?json|jsonl|json-seq)\b/, 'ndjson'],
  [/^text\/csv\b/, 'csv'],
  [/^application\/json\b/, 'json'],
];

/** Takes events of any length as a stream and answers after the last commit (contract section 4). A `Content-Digest` (RFC 9530) is that of the bytes sent: the compressed ones under gzip. */
export const POST = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await actorOf(request, 'events:write');
  const { campaign } = await context.params;
  const type = request.headers.get('content-type') ?? '';
  const format = formats.find(([pattern]) => pattern.test(type))?.[1];
  if (!format) return problem(415, 'content_type', 'Send application/x-ndjson, application/json or text/csv.');
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') return problem(415, 'content_encoding', 'Send the body plain or with Content-Encoding: gzip.');
  if (!request.body) throw invalid('The body is empty.');
  const given = request.headers.get('content-digest');
  const digest = given === null ? undefined : readContentDigest(given);
  const pieces = piecesOf(request.body);
  const body = digest ? digest.watch(pieces) : pieces;
  const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
  return json(await importEvents(actor, { campaign, format, source: `key ${actor.id}`, idempotencyKey, digest }, encoding === 'gzip' ? inflated(body) : body));
});

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.releaseLock();
  }
}
