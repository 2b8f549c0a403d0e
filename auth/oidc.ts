import type { OAuthConfig } from 'next-auth/providers/oauth';
import { readEnvironment } from '@/env';

/** The one generic OpenID Connect provider, when the environment names it: code flow with PKCE, state and nonce. */
export function oidcProvider(): OAuthConfig<{ sub: string }>[] {
  const { oidc } = readEnvironment();
  if (!oidc) return [];
  return [
    {
      id: 'oidc',
      name: oidc.name,
      type: 'oauth',
      wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      issuer: oidc.issuer,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      authorization: { params: { scope: 'openid email profile' } },
      profile: (profile) => ({ id: profile.sub }),
    },
  ];
}

/** The name to show on the button, or null when there is no provider. */
export const oidcName = (): string | null => readEnvironment().oidc?.name ?? null;
