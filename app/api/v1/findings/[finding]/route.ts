import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { findingAnswer } from '@/domain/findings/answer';
import { getFinding } from '@/domain/findings/finding-queries';

export const dynamic = 'force-dynamic';

/** One finding with its history. */
export const GET = handle<{ params: Promise<{ finding: string }> }>(async (request, { params }) => {
  const { steps, ...finding } = await getFinding(await actorOf(request), (await params).finding);
  return json({ ...findingAnswer(finding), history: steps.map(({ recordedAt, ...step }) => ({ ...step, recorded_at: recordedAt.toISOString() })) });
});
