import type { Actor } from '@/domain/access/permissions';
import { actorOfKey } from '@/domain/access/queries';

/** Who calls: a key in the Authorization header. Cookies count for nothing here. */
export const actorOf = (request: Request): Promise<Actor> => actorOfKey(request.headers.get('authorization'));
