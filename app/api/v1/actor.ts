import type { Actor } from '@/domain/access/permissions';
import { actorOfKey } from '@/domain/access/queries';
import { recordReading } from '@/domain/evidence/commands/record-reading';

/** Who calls: a key in the Authorization header. Cookies count for nothing here. What an auditor's key reads is in the log before it is sent. */
export async function actorOf(request: Request): Promise<Actor> {
  const actor = await actorOfKey(request.headers.get('authorization'));
  const { pathname, search } = new URL(request.url);
  if (request.method === 'GET') await recordReading(actor, { kind: pathname.includes('/files/') ? 'download' : 'page', path: pathname, search });
  return actor;
}
