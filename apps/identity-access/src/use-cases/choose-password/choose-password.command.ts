import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { passwordProblem } from '../../domain/password/password-rules.js';
import {
  changeSignIn,
  personDecider,
  personStream,
  type PersonContact,
  type PersonName,
} from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personAsItStands, type PersonStanding } from '../../person-as-it-stands.js';
import { organisations } from '../../read-models/people/people.js';
import { keepChanged } from '../../proof/keep-changed.js';
import { hashPassword, commonPasswords } from '../../proof/passwords.js';
import { hashOfName, normaliseSignInName, signInNameProblem } from '../../proof/sign-in-name.js';

/** Whoever sends it has proved that this is their account: by a link, or by the password before. */
export class ChoosePassword extends Command<PasswordChosen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    readonly password: string,
    /** Needed once: the email address or user name they sign in with. */
    readonly signInName: string | undefined,
    /** The session that stays, where it is changed from one; all others end. */
    readonly session?: string,
    /** Done when nothing stands in the way any more, and before anything is written: a link is used up. */
    readonly proof: () => Promise<Refusal | undefined> = () => Promise.resolve(undefined),
  ) {
    super();
  }
}

export interface PasswordChosen {
  readonly person: string;
}

@CommandHandler(ChoosePassword)
export class ChoosePasswordHandler implements ICommandHandler<ChoosePassword> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute(asked: ChoosePassword): Promise<PasswordChosen | Refusal> {
    const { person, password, session } = asked;
    const { sessions } = this.settings;
    const standing = await personAsItStands(this.service, person);
    if (standing === undefined) return refuse('person-not-found');
    if (!standing.state.isActive) return refuse('person-deactivated');

    const own = await this.#ownWords(standing, person);
    const named = await this.#nameFor(standing, asked, own.signInName);
    if (isRefusal(named)) return named;
    const problem = passwordProblem(password, {
      common: await commonPasswords(),
      ownWords: [own.name, own.signInName, named.name, ...(await this.#namesOfOrganisation(standing))].filter(
        (word) => word !== undefined,
      ),
    });
    if (problem !== undefined) return problem;
    const hashed = await hashPassword(password);
    if (typeof hashed !== 'string') return hashed;
    const unproved = await asked.proof();
    if (unproved !== undefined) return unproved;

    const written = await this.#write(asked, standing, named.sealed);
    if (isRefusal(written)) return written;
    await keepChanged(sessions.credentials, person, (credentials) => ({ ...credentials, password: hashed }));
    if (named.name !== undefined && own.signInName !== undefined) {
      const before = hashOfName(this.service.secret, 'sign-in-name', own.signInName);
      await sessions.credentials.releaseName(before, person);
    }
    await sessions.endAllOf(person, session);
    await sessions.endLinksOf(person);
    return { person };
  }

  async #write(asked: ChoosePassword, { organisation }: PersonStanding, contact: Sealed | undefined) {
    // A fingerprint of the form would be a quick hash of the password, kept for ever.
    const { fingerprint: _, stated: __, ...context } = asked.context;
    const within = { ...context, organisation, actor: asked.person };
    return this.service.store.execute(personStream(asked.person), within, personDecider, (state) =>
      changeSignIn(state, 'password-chosen', contact),
    );
  }

  /** The name they gave, sealed and claimed; nothing where they have one and gave none. */
  async #nameFor(
    { organisation, state }: PersonStanding,
    { person, signInName }: ChoosePassword,
    before: string | undefined,
  ): Promise<{ readonly name?: string; readonly sealed?: Sealed } | Refusal> {
    if (signInName === undefined || signInName === '') {
      return before === undefined ? refuse('sign-in-name-needed', 'signInName') : {};
    }
    const problem = signInNameProblem(signInName);
    if (problem !== undefined) return problem;
    const name = normaliseSignInName(signInName);
    if (name === before) return {};
    const { credentials } = this.settings.sessions;
    const { secret, vault } = this.service;
    if (!(await credentials.claimName(hashOfName(secret, 'sign-in-name', name), person))) {
      return refuse('sign-in-name-taken', 'signInName');
    }
    const owner = personStream(person);
    const sealer = await vault.createPersonal({ owner, organisation, person, classes: ['name', 'contact'] });
    const version = (state.contact?.version ?? 0) + 1;
    return { name, sealed: sealer.seal('contact', version, { signInName: name } satisfies PersonContact) };
  }

  /** What others of the organisation would try too. */
  async #namesOfOrganisation({ organisation }: PersonStanding): Promise<readonly string[]> {
    const founded = await this.service.views.get(organisations, organisation);
    return founded === undefined ? [] : [founded.name.en, founded.name.cy];
  }

  async #ownWords(
    { organisation, state }: PersonStanding,
    person: string,
  ): Promise<{ readonly name?: string; readonly signInName?: string }> {
    const [answer] = await this.service.vault.unlock([
      { owner: personStream(person), reader: { person, organisation }, purpose: 'own', use: 'read' },
    ]);
    if (answer?.kind !== 'granted') return {};
    const { name } = answer.open<PersonName>(state.added.name);
    return state.contact === null
      ? { name }
      : { name, signInName: answer.open<PersonContact>(state.contact).signInName };
  }
}
