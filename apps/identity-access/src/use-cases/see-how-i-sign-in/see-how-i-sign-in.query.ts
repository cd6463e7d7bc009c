import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { Place } from '#access/place.js';
import type { PersonAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { personStream, type PersonContact } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personAsItStands } from '../../person-as-it-stands.js';

export interface SessionSeen {
  readonly id: string;
  readonly begunAt: string;
  readonly lastSeenAt: string;
  readonly place: Place;
  readonly isThisOne: boolean;
}

export interface HowISignIn {
  /** Null before an invitation was used, or when it can no longer be read. */
  readonly signInName: string | null;
  readonly hasPassword: boolean;
  readonly hasApp: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly { readonly id: string; readonly addedAt: string }[];
  /** The newest first. */
  readonly sessions: readonly SessionSeen[];
}

export class SeeHowISignIn extends Query<HowISignIn> {
  constructor(readonly who: PersonAsking) {
    super();
  }
}

@QueryHandler(SeeHowISignIn)
export class SeeHowISignInHandler implements IQueryHandler<SeeHowISignIn> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ who }: SeeHowISignIn): Promise<HowISignIn> {
    const { sessions } = this.settings;
    const [live, kept, signInName] = await Promise.all([
      sessions.sessionsOf(who.person),
      sessions.credentials.credentialsOf(who.person),
      this.#signInName(who),
    ]);
    return {
      signInName,
      hasPassword: kept?.credentials.password !== undefined,
      hasApp: kept?.credentials.codes !== undefined,
      passkeys: (kept?.credentials.passkeys ?? []).map(({ id, addedAt }) => ({ id, addedAt })),
      recoveryCodesLeft: kept?.credentials.recoveryCodes?.length ?? 0,
      sessions: live.map(({ id, begunAt, lastSeenAt, place }) => ({
        ...{ id, begunAt, lastSeenAt, place },
        isThisOne: id === who.session,
      })),
    };
  }

  async #signInName(who: PersonAsking): Promise<string | null> {
    const contact = (await personAsItStands(this.service, who.person))?.state.contact ?? null;
    if (contact === null) return null;
    const answer = await this.service.unlocking.unlockOne({
      owner: personStream(who.person),
      reader: who,
      purpose: 'own',
      use: 'read',
    });
    return answer.kind === 'granted' ? answer.open<PersonContact>(contact).signInName : null;
  }
}
