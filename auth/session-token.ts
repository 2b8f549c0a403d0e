import { decode } from 'next-auth/jwt';
import { type Clock, systemClock } from '@/domain/clock';
import { keepNewest } from '@/domain/keep-newest';

type Read = { session: string; /** Seconds since 1970-01-01 (RFC 7519, section 4.1.4). */ over: number };

/** What tokens said that were read before: to derive a key and decrypt takes as long as a page's question to the database. */
const read = new Map<string, Read>();
const mostRemembered = 4_096;

/**
 * The session that a cookie's token names; null when the token was not made with this secret, names none or is over. Whether that session
 * still goes on only the database knows.
 */
export async function sessionOfToken(token: string, secret: string, clock: Clock = systemClock): Promise<string | null> {
  const key = `${secret}\n${token}`;
  const known = read.get(key) ?? (await readToken(token, secret));
  if (known === null) return null;
  if (clock().getTime() >= known.over * 1_000) {
    read.delete(key);
    return null;
  }
  if (!read.has(key)) keepNewest(read, key, known, mostRemembered);
  return known.session;
}

async function readToken(token: string, secret: string): Promise<Read | null> {
  const claims = await decode({ token, secret }).catch(() => null);
  return claims?.sid && typeof claims.exp === 'number' ? { session: claims.sid, over: claims.exp } : null;
}
