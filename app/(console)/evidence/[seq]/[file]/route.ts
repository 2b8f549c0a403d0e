import { handle, problem } from '@/app/api/v1/handle';
import { requireActor } from '@/auth/viewer';
import { readDecimal } from '@/domain/evidence/base64';
import { readEntryProof, readEntryText } from '@/domain/evidence/log-queries';

/** An entry's bytes (`entry`), or the proof that they are in the log (`proof`), as a download. */
export const GET = handle(async (_, context: { params: Promise<{ seq: string; file: string }> }) => {
  const actor = await requireActor();
  const { seq, file } = await context.params;
  const number = readDecimal(seq);
  if (number === null || !['entry', 'proof'].includes(file)) return problem(404, 'missing', 'There is no such file of an entry.');
  const text = file === 'proof' ? await readEntryProof(actor, number) : await readEntryText(actor, number);
  const name = file === 'proof' ? `entry-${number}.tlog-proof` : `entry-${number}.json`;
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' } });
});
