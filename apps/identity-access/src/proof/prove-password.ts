import { Injectable } from '@nestjs/common';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { IdentitySettings } from '../identity-settings.js';
import { isPassword } from './passwords.js';
import { hashOfName, normaliseSignInName } from './sign-in-name.js';
import { recordSignIn } from '../sign-in-record.js';
import { SignInTries } from './sign-in-tries.js';

/** Whose name and password these are. One answer, after as long, for an unknown name, a wrong password, a closed account. */
@Injectable()
export class ProvePassword {
  readonly #tries: SignInTries;

  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {
    this.#tries = new SignInTries(() => Date.parse(service.clock.now()));
  }

  async whoseAre(name: string, password: string): Promise<{ readonly person: string } | Refusal> {
    const { sessions } = this.settings;
    const hashed = hashOfName(this.service.secret, 'sign-in-name', normaliseSignInName(name));
    if (this.#tries.isExhausted(hashed)) return refuse('too-many-requests');
    const person = await sessions.credentials.personNamed(hashed);
    const [kept, account] = await Promise.all([
      sessions.credentials.credentialsOf(person ?? ''),
      sessions.account(person ?? ''),
    ]);
    const isRight = await isPassword(kept?.credentials.password, password);
    if (typeof isRight !== 'boolean') return isRight;
    if (!isRight || person === undefined || account === undefined || account.isDeactivated === true) {
      this.#tries.wrong(hashed);
      // Not waited for: the answer takes as long as for a name that nobody has.
      if (account !== undefined) void recordSignIn(this.service, 'SignInRefused', account.organisation, account.person);
      return refuse('sign-in-refused');
    }
    this.#tries.right(hashed);
    return { person };
  }

  /** For whoever is signed in and changes something that matters. Nobody without a password has one to give. */
  async isOf(person: string, password: string): Promise<Refusal | undefined> {
    const tries = `person ${person}`;
    if (this.#tries.isExhausted(tries)) return refuse('too-many-requests');
    const kept = await this.settings.sessions.credentials.credentialsOf(person);
    const isRight = await isPassword(kept?.credentials.password, password);
    if (typeof isRight !== 'boolean') return isRight;
    if (isRight) return undefined;
    this.#tries.wrong(tries);
    return refuse('password-not-right', 'password');
  }
}
