import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli } from '@/cli/usage';
import { createLink } from '@/domain/access/commands/create-link';
import { createUser } from '@/domain/access/commands/create-user';
import { isSetUp, listUsers } from '@/domain/access/queries';
import type { Role } from '@/domain/access/vocabulary';
import { readEnvironment } from '@/env';

/** While nobody administers: writes a fresh setup link into a 0600 file of the data folder and returns its path, else null. */
export async function writeSetupLink(url: string): Promise<string | null> {
  if (await isSetUp()) return null;
  const { token } = await createLink({ kind: 'system', id: 'setup' }, { kind: 'setup' });
  const file = path.join(readEnvironment().data, 'setup-link.txt');
  writeFileSync(file, `${url}/setup?token=${token}\n`, { mode: 0o600 });
  return file;
}

/** A one-time sign-in link for the account with this e-mail, which is made when there is none. */
export async function signInLink(url: string, email: string, role: Role, next: string): Promise<string> {
  const known = (await listUsers(cli)).find((user) => user.email === email);
  const { id } = known ?? (await createUser(cli, { email, name: email.split('@')[0] ?? email, role }));
  const { token } = await createLink(cli, { kind: 'sign_in', userId: id });
  return `${url}/link?token=${token}&next=${encodeURIComponent(next)}`;
}
