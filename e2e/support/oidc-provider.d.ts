/** What the tests use of oidc-provider, which brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export default class Provider {
    constructor(issuer: string, configuration: {
      clients: { client_id: string; client_secret: string; redirect_uris: string[] }[];
      claims: Record<string, string[]>;
      conformIdTokenClaims: boolean;
      pkce: { required(): boolean };
      cookies: { keys: string[] };
      findAccount(context: unknown, id: string): { accountId: string; claims(): Record<string, unknown> };
    });
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
