import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the library's default) with 19 MiB, two passes, one lane: the OWASP minimum. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A PHC string of the password, taken exactly as typed. */
export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

let dummy: Promise<string> | undefined;

/** Whether the password fits; an account without one costs the same time, so that accounts cannot be told apart. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('no account has this password');
  const fits = await verify(stored ?? (await dummy), password);
  return stored !== null && fits;
}
