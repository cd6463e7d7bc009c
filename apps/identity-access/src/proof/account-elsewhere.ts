import type { Configuration } from 'openid-client';

import { isLoopback } from '#access/sample-sign-in.js';

/** Loaded where there is a provider, by the first who goes there. */
const library = () => import('openid-client');

/** An OpenID provider, as the operator named it. */
export interface AccountElsewhere {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
}

/** What has to be known again when the browser comes back. */
export interface Asked {
  readonly verifier: string;
  readonly nonce: string;
}

/** The provider's part of signing in: authorization code with PKCE, state and nonce. */
export class OpenIdProvider {
  #known: Promise<Configuration> | undefined;

  constructor(private readonly account: AccountElsewhere) {}

  async newQuestion(): Promise<Asked> {
    const { randomPKCECodeVerifier, randomNonce } = await library();
    return { verifier: randomPKCECodeVerifier(), nonce: randomNonce() };
  }

  /** Where the browser is sent. @throws where the provider does not answer */
  async addressFor({ verifier, nonce }: Asked, state: string, returnTo: string): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
    const address = buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: returnTo,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return address.href;
  }

  /** One name for one account, of whoever issued it and of it; nothing where the answer proves none. */
  async accountIn(cameBackTo: URL, { verifier, nonce }: Asked, state: string): Promise<string | undefined> {
    const [configuration, { authorizationCodeGrant }] = await Promise.all([this.#configuration(), library()]);
    try {
      const tokens = await authorizationCodeGrant(configuration, cameBackTo, {
        pkceCodeVerifier: verifier,
        expectedNonce: nonce,
        expectedState: state,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      return claims === undefined ? undefined : `${claims.iss}\n${claims.sub}`;
    } catch {
      return undefined;
    }
  }

  /** Asked for once; again where it failed. */
  #configuration(): Promise<Configuration> {
    this.#known ??= this.#discover().catch((error: unknown) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  async #discover(): Promise<Configuration> {
    const { allowInsecureRequests, discovery } = await library();
    const issuer = new URL(this.account.issuer);
    // Plain http only to this machine: a test, or a proxy beside the service.
    const execute = issuer.protocol === 'http:' && isLoopback(issuer.hostname) ? [allowInsecureRequests] : [];
    return discovery(issuer, this.account.client, this.account.secret, undefined, { execute });
  }
}
