import path from 'node:path';
import { root } from '@/cli/bootstrap.mjs';
import type { KeyScope, Role } from '@/domain/access/vocabulary';
import { runCli } from '@/e2e/support/server';

/** The founding case's campaign, which the shared server has loaded. */
export const campaign = 'whatsapp-2021';

const told = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the global setup has not run.`);
  return value;
};

/** The server that global setup started with the founding case: its address, its data, its command line. */
export const shared = {
  get url() {
    return told('NOTICEBOARD_E2E_URL');
  },
  get data() {
    return told('NOTICEBOARD_E2E_DATA');
  },
  cli: (...args: string[]) => runCli({ url: told('NOTICEBOARD_E2E_URL'), data: told('NOTICEBOARD_E2E_DATA') }, args),
};

/** Where the signed-in session of a role lies. */
export const sessionOf = (role: Role): string => path.join(root, '.test/auth', `${role}.json`);

/** The API key of a scope. */
export function keyOf(scope: KeyScope): string {
  const keys: Record<string, string> = JSON.parse(told('NOTICEBOARD_E2E_KEYS'));
  return keys[scope] ?? '';
}

export const bearer = (scope: KeyScope): Record<string, string> => ({ authorization: `Bearer ${keyOf(scope)}` });
