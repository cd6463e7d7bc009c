import type { FastifyRequest } from 'fastify';

import type { Language } from '#web/language.js';
import { assetAddress } from '#web/rendering/assets.js';
import { loadWords } from '#web/words/words.js';

import { passkeyOptionsApi, signInWithPasskey } from '../addresses.js';
import type { IdentitySettings } from '../identity-settings.js';
import { relyingPartyOf } from './passkeys.js';

const allWords = loadWords(import.meta.url, 'passkey-form');

/** The button that signs in with a passkey; null where browsers would know none. */
export function passkeyForm(request: FastifyRequest, { isHttps }: IdentitySettings, language: Language, next: string) {
  if (relyingPartyOf(request, isHttps) === undefined) return null;
  const words = allWords[language];
  return {
    action: signInWithPasskey.to({ language }),
    options: passkeyOptionsApi.to(),
    next,
    send: words('send'),
    failed: words('failed'),
    scripts: { library: assetAddress('simplewebauthn.js'), own: assetAddress('passkeys.js') },
  };
}
