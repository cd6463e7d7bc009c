import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Credentials } from '#access/credentials.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSignIn, personDecider, personStream, type SignInChange } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personAsItStands, type PersonStanding } from '../../person-as-it-stands.js';
import { stepOfCode } from '../../proof/codes-of-app.js';
import { keepChanged } from '../../proof/keep-changed.js';
import { classOfCodes, SecondSteps, type CodesOfApp } from '../../proof/second-steps.js';

export type SecondStepChange =
  /** With a first code, which shows that the app has the secret. */
  | { readonly kind: 'add-app'; readonly secret: string; readonly code: string }
  | { readonly kind: 'remove-app' }
  | { readonly kind: 'new-recovery-codes' };

export interface SecondStepChanged {
  /** Shown once; none where an app was taken away. */
  readonly recoveryCodes: readonly string[];
}

/** Whoever sends it has proved that this is their account. */
export class ChangeSecondStep extends Command<SecondStepChanged | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    readonly change: SecondStepChange,
  ) {
    super();
  }
}

const eventOf: Readonly<Record<SecondStepChange['kind'], SignInChange>> = {
  'add-app': 'codes-added',
  'remove-app': 'codes-removed',
  'new-recovery-codes': 'recovery-codes-made',
};

@CommandHandler(ChangeSecondStep)
export class ChangeSecondStepHandler implements ICommandHandler<ChangeSecondStep> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly steps: SecondSteps,
  ) {}

  async execute({ context, person, change }: ChangeSecondStep): Promise<SecondStepChanged | Refusal> {
    const standing = await personAsItStands(this.service, person);
    if (standing === undefined) return refuse('person-not-found');
    const recovery = this.steps.newRecoveryCodes();
    const changed = await this.#changer(standing, person, change, recovery.kept);
    if (isRefusal(changed)) return changed;
    const { fingerprint: _, stated: __, ...rest } = context;
    const within = { ...rest, organisation: standing.organisation, actor: person };
    const done = await this.service.store.execute(personStream(person), within, personDecider, (state) =>
      changeSignIn(state, eventOf[change.kind]),
    );
    if (isRefusal(done)) return done;
    await keepChanged(this.settings.sessions.credentials, person, changed);
    return { recoveryCodes: change.kind === 'remove-app' ? [] : recovery.codes };
  }

  async #changer(
    { organisation }: PersonStanding,
    person: string,
    change: SecondStepChange,
    recoveryCodes: readonly string[],
  ): Promise<((credentials: Credentials) => Credentials) | Refusal> {
    switch (change.kind) {
      case 'remove-app':
        return ({ codes: _, recoveryCodes: kept = [], ...rest }) =>
          (rest.passkeys ?? []).length > 0 ? { ...rest, recoveryCodes: kept } : rest;
      case 'new-recovery-codes':
        return (credentials) => ({ ...credentials, recoveryCodes });
      case 'add-app': {
        const step = stepOfCode(change.secret, change.code, Date.parse(this.service.clock.now()), 0);
        if (step === undefined) return refuse('second-step-wrong', 'code');
        const owner = personStream(person);
        const classes = ['name', 'contact', classOfCodes] as const;
        const sealer = await this.service.vault.createPersonal({ owner, organisation, person, classes });
        const secret = sealer.seal(classOfCodes, 1, { secret: change.secret } satisfies CodesOfApp);
        return ({ wrong: _, ...rest }) => ({ ...rest, codes: { secret, lastStep: step }, recoveryCodes });
      }
    }
  }
}
