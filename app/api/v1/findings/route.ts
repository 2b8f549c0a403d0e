import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { findingAnswer } from '@/domain/findings/answer';
import { packVersion } from '@/domain/findings/pack';
import { listFindings } from '@/domain/findings/queries';
import { FindingsRequest } from '@/domain/findings/schemas';

export const dynamic = 'force-dynamic';

/** The gravest first, a page at a time; all but the resolved ones unless `status` says otherwise. */
export const GET = handle(async (request) => {
  const actor = await actorOf(request);
  const { page, size, ...search } = parse(FindingsRequest, Object.fromEntries(new URL(request.url).searchParams));
  const { rows, total } = await listFindings(actor, { ...search, page, size });
  return json({ pack: packVersion, findings: rows.map(findingAnswer), total, page, size });
});
