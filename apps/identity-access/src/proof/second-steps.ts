import { Injectable } from '@nestjs/common';

import type { Credentials } from '#access/credentials.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { hashCode, newCode, normaliseCode } from '#service-kit/codes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { personStream } from '../domain/person/person.js';
import { IdentitySettings } from '../identity-settings.js';
import { rulesOf } from '../rules-of-organisation.js';
import { recordSignIn } from '../sign-in-record.js';
import { stepOfCode } from './codes-of-app.js';
import { keepChanged } from './keep-changed.js';

/** Wrong codes in a row before somebody has to wait. */
const mostWrong = 10;
const waitMs = 15 * 60_000;
export const recoveryCodesMade = 8;

/** The class that the secret of an app is sealed under: no other text of a person opens with its key. */
export const classOfCodes = 'medium:sign-in-codes';

/** `ask`: they have one. `add`: their role needs one and they have none. */
export type SecondStepNeeded = 'nothing' | 'ask' | 'add';

export interface CodesOfApp {
  readonly secret: string;
}

@Injectable()
export class SecondSteps {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async neededBy(person: string): Promise<SecondStepNeeded> {
    const { sessions } = this.settings;
    const credentials = (await sessions.credentials.credentialsOf(person))?.credentials ?? {};
    if (credentials.codes !== undefined || (credentials.passkeys ?? []).length > 0) return 'ask';
    const account = await sessions.account(person);
    if (account === undefined) return 'nothing';
    const { secondStepFor } = await rulesOf(this.service, account.organisation);
    return account.roles.some(({ role }) => secondStepFor.includes(role)) ? 'add' : 'nothing';
  }

  /** The same on the way in: what was wrong is written down. */
  async checkAtSignIn(person: string, typed: string): Promise<Refusal | { readonly by: 'app' | 'recovery-code' }> {
    const passed = await this.check(person, typed);
    const organisation = (await this.settings.sessions.account(person))?.organisation;
    if (isRefusal(passed) && organisation !== undefined) {
      await recordSignIn(this.service, 'SignInRefused', organisation, person);
    }
    return passed;
  }

  /** A code of the app, or a recovery code, which is used up. */
  async check(person: string, typed: string): Promise<Refusal | { readonly by: 'app' | 'recovery-code' }> {
    const store = this.settings.sessions.credentials;
    const now = Date.parse(this.service.clock.now());
    const before = (await store.credentialsOf(person))?.credentials ?? {};
    if (isWaiting(before, now)) return refuse('too-many-requests');
    const secret = await this.#secretOf(person, before);
    const recovery = normaliseCode(typed);
    let by: 'app' | 'recovery-code' = 'app';
    const isRight = await keepChanged(store, person, (credentials) => {
      const { codes, recoveryCodes = [], wrong: _, ...rest } = credentials;
      const step =
        codes === undefined || secret === undefined ? undefined : stepOfCode(secret, typed, now, codes.lastStep);
      if (codes !== undefined && step !== undefined) {
        by = 'app';
        return { ...rest, codes: { ...codes, lastStep: step }, recoveryCodes };
      }
      const hashed = recovery === undefined ? undefined : hashCode(recovery, this.service.secret);
      if (hashed === undefined || !recoveryCodes.includes(hashed)) return undefined;
      by = 'recovery-code';
      return {
        ...rest,
        ...(codes === undefined ? {} : { codes }),
        recoveryCodes: recoveryCodes.filter((code) => code !== hashed),
      };
    });
    if (isRight) return { by };
    await keepChanged(store, person, (credentials) => ({ ...credentials, wrong: oneMoreWrong(credentials, now) }));
    return refuse('second-step-wrong', 'code');
  }

  /** New recovery codes in clear, to be shown once, and as they are kept. */
  newRecoveryCodes(): { readonly codes: readonly string[]; readonly kept: readonly string[] } {
    const codes = Array.from({ length: recoveryCodesMade }, newCode);
    return { codes, kept: codes.map((code) => hashCode(code, this.service.secret)) };
  }

  async #secretOf(person: string, { codes }: Credentials): Promise<string | undefined> {
    const organisation = (await this.settings.sessions.account(person))?.organisation;
    if (codes === undefined || organisation === undefined) return undefined;
    const [answer] = await this.service.vault.unlock([
      { owner: personStream(person), reader: { person, organisation }, purpose: 'own', use: 'read' },
    ]);
    return answer?.kind === 'granted' ? answer.open<CodesOfApp>(codes.secret).secret : undefined;
  }
}

const isWaiting = ({ wrong }: Credentials, now: number): boolean =>
  wrong !== undefined && wrong.count >= mostWrong && now - wrong.sinceMs < waitMs;

function oneMoreWrong({ wrong }: Credentials, now: number): NonNullable<Credentials['wrong']> {
  return wrong === undefined || now - wrong.sinceMs >= waitMs
    ? { count: 1, sinceMs: now }
    : { count: wrong.count + 1, sinceMs: wrong.sinceMs };
}
