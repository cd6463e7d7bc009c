import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  foundOrganisation,
  organisationDecider,
  organisationStream,
  type OrganisationName,
} from '../../domain/organisation/organisation.js';
import { passwordProblem } from '../../domain/password/password-rules.js';
import { IdentitySettings } from '../../identity-settings.js';
import { commonPasswords } from '../../proof/passwords.js';
import { signInNameProblem } from '../../proof/sign-in-name.js';
import { AddPerson } from '../add-person/add-person.command.js';
import { ChoosePassword } from '../choose-password/choose-password.command.js';

/** Before the link is used up: whoever mistypes keeps it. */
const signInProblem = async (
  { signInName, password }: { readonly signInName: string; readonly password: string },
  ownWords: readonly string[],
): Promise<Refusal | undefined> =>
  signInNameProblem(signInName) ??
  passwordProblem(password, { common: await commonPasswords(), ownWords: [signInName, ...ownWords] });

export interface SetUpDone {
  readonly organisation: string;
  readonly person: string;
}

/** The first step of an installation: founds the organisation and its first administrator, who is then signed in. */
export class SetUp extends Command<SetUpDone | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly link: string,
    readonly organisation: OrganisationName,
    readonly name: string,
    readonly language: 'en' | 'cy',
    readonly ids: { readonly organisation?: string | undefined; readonly person?: string | undefined },
    /** How the administrator will sign in; a program that sets up may leave it to a link. */
    readonly signIn?: { readonly signInName: string; readonly password: string },
  ) {
    super();
  }
}

@CommandHandler(SetUp)
export class SetUpHandler implements ICommandHandler<SetUp> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly commands: CommandBus,
  ) {}

  async execute({
    context,
    link,
    organisation: name,
    name: person,
    language,
    ids,
    signIn,
  }: SetUp): Promise<SetUpDone | Refusal> {
    const { sessions } = this.settings;
    const problem = signIn === undefined ? undefined : await signInProblem(signIn, [person, name.en, name.cy]);
    if (problem !== undefined) return problem;
    const taken = await sessions.takeLink(link);
    if (taken?.purpose !== 'set-up') return refuse('link-not-usable');
    const organisation = ids.organisation ?? idFrom(context.commandId, 'organisation');
    const administrator = ids.person ?? idFrom(context.commandId, 'person');
    const within = { ...context, organisation, actor: administrator };
    const founded = await this.service.store.execute(
      organisationStream(organisation),
      within,
      organisationDecider,
      (state) => foundOrganisation(state, { organisation, name }),
    );
    if (isRefusal(founded)) return founded;
    const added = await this.commands.execute(
      new AddPerson(
        { ...within, commandId: idFrom(context.commandId, 'administrator') },
        administrator,
        person,
        [{ role: 'administrator' }],
        language,
      ),
    );
    if (isRefusal(added)) return added;
    await this.service.views.reached(added.stream, added.version);
    if (signIn !== undefined) {
      const { password, signInName } = signIn;
      const chosen = await this.commands.execute(
        new ChoosePassword(
          { ...within, commandId: idFrom(context.commandId, 'password') },
          administrator,
          password,
          signInName,
        ),
      );
      if (isRefusal(chosen)) return chosen;
    }
    return { organisation, person: administrator };
  }
}
