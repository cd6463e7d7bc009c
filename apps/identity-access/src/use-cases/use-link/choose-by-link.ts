import type { OneTimeLink } from '#access/sessions.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';

import type { IdentitySettings } from '../../identity-settings.js';
import { ChoosePassword } from '../choose-password/choose-password.command.js';

/** The link is used up when all that was typed is fit, not before: whoever mistypes keeps it. */
export const chooseByLink = (
  { sessions }: IdentitySettings,
  context: CommandContext,
  given: {
    readonly token: string;
    readonly link: OneTimeLink;
    readonly password: string;
    readonly signInName: string | undefined;
  },
): ChoosePassword =>
  new ChoosePassword(context, given.link.person ?? '', given.password, given.signInName, undefined, async () =>
    (await sessions.takeLink(given.token)) === undefined ? refuse('link-not-usable') : undefined,
  );
