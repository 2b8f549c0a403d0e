import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { endSession } from '@/domain/access/commands/end-session';
import { findOidcUser, openSessionFor, redeemSignInLink, verifyCredentials } from '@/domain/access/commands/open-session';
import { findViewer } from '@/domain/access/queries';
import { oidcProvider } from '@/auth/oidc';
import { baseUrl, sessionCookie, sessionSeconds, sessionSecret } from '@/auth/session-cookie';

declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string;
  }
}

type Method = 'password' | 'link' | 'oidc';

/** next-auth knows cookies and providers, nothing else: the cookie carries a session id, everything it means is read from the database. */
export const authOptions = (): NextAuthOptions => ({
  secret: sessionSecret(),
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  cookies: { sessionToken: sessionCookie() },
  useSecureCookies: baseUrl().startsWith('https://'),
  providers: [
    CredentialsProvider({
      id: 'password',
      credentials: { email: {}, password: {} },
      authorize: async (given) => asUser(await verifyCredentials(given?.email ?? '', given?.password ?? '')),
    }),
    CredentialsProvider({
      id: 'link',
      credentials: { token: {} },
      authorize: async (given) => asUser(await redeemSignInLink(given?.token ?? '')),
    }),
    ...oidcProvider(),
  ],
  callbacks: {
    async signIn({ user, account, profile }) {
      if (account?.provider !== 'oidc') return true;
      const found = await findOidcUser(oidcIdentity(profile));
      if (found === null) return '/sign-in?error=denied';
      user.id = found;
      return true;
    },
    async jwt({ token, user, account, trigger }) {
      if (trigger !== 'signIn' || !user || !account) return { sid: token.sid };
      const method: Method = account.provider === 'oidc' ? 'oidc' : account.provider === 'link' ? 'link' : 'password';
      const { session } = await openSessionFor(user.id, method);
      return { sid: session };
    },
    async session({ session, token }) {
      const viewer = token.sid ? await findViewer(token.sid) : null;
      return viewer ? { expires: session.expires, user: { name: viewer.name } } : { expires: new Date(0).toISOString() };
    },
  },
  events: {
    async signOut({ token }) {
      if (token?.sid) await endSession({ kind: 'system', id: 'sign_in' }, { session: token.sid });
    },
  },
  logger: { error: (code) => process.stderr.write(`${JSON.stringify({ level: 'error', message: 'sign-in failed', code })}\n`), warn: () => undefined, debug: () => undefined },
});

const asUser = (id: string | null) => (id === null ? null : { id });

function oidcIdentity(profile: unknown) {
  const claims: Record<string, unknown> = typeof profile === 'object' && profile !== null ? { ...profile } : {};
  return {
    issuer: typeof claims.iss === 'string' ? claims.iss : '',
    subject: typeof claims.sub === 'string' ? claims.sub : '',
    email: typeof claims.email === 'string' ? claims.email : null,
    emailVerified: claims.email_verified === true,
  };
}
