import type { Role } from '@/domain/access/vocabulary';

/** A signed-in person of a role; `id` where a test needs somebody who is in the table of users. */
export const asRole = (role: Role, id = `test-${role}`) => ({ kind: 'user' as const, id, role });

/** The product itself: may do everything. */
export const system = { kind: 'system', id: 'cli' } as const;

/** A key that may send events and nothing else. */
export const ingestKey = { kind: 'key', id: '00000000000000aa', scope: 'ingest' } as const;
