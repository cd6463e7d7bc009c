import type { AccountFacts } from '#access/sessions.js';

import type { IdentitySettings } from './identity-settings.js';
import type { PersonStanding } from './person-as-it-stands.js';

/** What sessions know of a person: of somebody deactivated, that they hold nothing. */
export function accountOfPerson({ isSample }: IdentitySettings, { organisation, state }: PersonStanding): AccountFacts {
  const { person, language } = state.added;
  return {
    person,
    organisation,
    language,
    isSample,
    roles: state.isActive ? state.roles : [],
    ...(state.isActive ? {} : { isDeactivated: true }),
  };
}
