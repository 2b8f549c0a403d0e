import { DomainError, denied } from '@/domain/errors';
import type { KeyScope, Permission, Role } from '@/domain/access/vocabulary';

/** Who acts: a signed-in person, an API key, or the product itself (command line, worker, first start). */
export type Actor =
  | { kind: 'user'; id: string; role: Role }
  | { kind: 'key'; id: string; scope: KeyScope }
  | { kind: 'system'; id: 'cli' | 'worker' | 'setup' | 'sign_in' | 'ingest' | 'share' };

const readers: Permission[] = ['uptake:read', 'campaigns:read', 'purposes:read', 'findings:read', 'reports:read'];

/** What each role may do. The one table that decides; the screen only hides what it forbids. */
export const rights: Record<KeyScope, readonly Permission[]> = {
  admin: [...readers, 'campaigns:write', 'batches:read', 'evidence:read', 'health:read', 'installation:write', 'users:read', 'users:write', 'keys:read', 'keys:write', 'demo:write'],
  dpo: [...readers, 'uptake:exact', 'campaigns:write', 'batches:read', 'batches:write', 'subjects:export', 'subjects:erase', 'holds:write', 'clearance:check', 'purposes:write', 'purposes:review', 'findings:write', 'findings:override', 'reports:write', 'reports:sign', 'reports:share', 'evidence:read', 'health:read'],
  legal: [...readers, 'uptake:exact', 'campaigns:write', 'batches:read', 'batches:write', 'subjects:export', 'holds:write', 'purposes:write', 'purposes:review', 'findings:write', 'reports:write', 'reports:countersign', 'reports:share', 'evidence:read', 'health:read'],
  manager: [...readers, 'reports:write'],
  auditor: [...readers, 'uptake:exact', 'batches:read', 'evidence:read', 'health:read', 'users:read', 'keys:read'],
  ingest: ['events:write'],
  sharing: ['clearance:check'],
};

const scopeOf = (actor: Actor): KeyScope | 'system' => (actor.kind === 'user' ? actor.role : actor.kind === 'key' ? actor.scope : 'system');

/** Whether the actor holds the permission. The product itself may do everything. */
export function can(actor: Actor, permission: Permission): boolean {
  const scope = scopeOf(actor);
  return scope === 'system' || rights[scope].includes(permission);
}

/** Returns when the actor holds the permission, throws `denied` otherwise. First line of every command and query. */
export function permit(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) {
    const scope = scopeOf(actor);
    const holders = Object.entries(rights).filter(([, held]) => held.includes(permission)).map(([name]) => name);
    throw denied(`This needs the permission ${permission}, which the role ${scope} does not hold. Roles that do: ${holders.join(', ')}.`);
  }
}

/** The actor as evidence names it: kind and id, never a name or an e-mail. */
export const actorReference = (actor: Actor) => ({ kind: actor.kind, id: actor.id });

export const unauthenticated = () => new DomainError('unauthenticated', 'Sign in, or send a valid key.');
