import { type Actor, permit } from '@/domain/access/permissions';
import { actorOfKey } from '@/domain/access/queries';
import type { Permission } from '@/domain/access/vocabulary';
import { recordReading } from '@/domain/evidence/commands/record-reading';

/**
 * Who calls: a key in the Authorization header. Cookies count for nothing here. What an auditor's key reads is in the log before it is sent. A call with a
 * body says what it `needs`, so that no body is read of a key that may not send it; the command asks again. Throws `unauthenticated` and `denied`.
 */
export async function actorOf(request: Request, needs?: Permission): Promise<Actor> {
  const actor = await actorOfKey(request.headers.get('authorization'));
  if (needs) permit(actor, needs);
  const { pathname, search } = new URL(request.url);
  if (request.method === 'GET') await recordReading(actor, { kind: pathname.includes('/files/') ? 'download' : 'page', path: pathname, search });
  return actor;
}
