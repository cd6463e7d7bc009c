import type { Principal } from '#access/principal.js';
import type { Language } from '#web/language.js';

import { knownOrganisations, knownPeople, type PersonName } from './known-people.js';
import type { ServiceRuntime } from '../service.js';

/** For the head of every page. */
export interface Named {
  /** Empty to who is nobody's. */
  readonly organisation: string;
  /** How whoever is signed in is called, where that can be read. */
  readonly person?: string;
}

export type Naming = (principal: Principal, language: Language) => Promise<Named>;

/** For a service without people of its own: from what identity-access said, the name opened at the moment of answering. */
export const namingFromMessages =
  ({ views, unlocking }: ServiceRuntime): Naming =>
  async (principal, language) => {
    if (principal.kind === 'anyone') return { organisation: '' };
    const organisation = (await views.get(knownOrganisations, principal.organisation))?.name[language] ?? '';
    if (principal.kind === 'operator') return { organisation };
    const known = await views.get(knownPeople, principal.person);
    if (known === undefined) return { organisation };
    const answer = await unlocking.unlockOne({
      owner: `person/${principal.person}`,
      reader: principal,
      purpose: 'own',
      use: 'read',
    });
    return answer.kind === 'granted'
      ? { organisation, person: answer.open<PersonName>(known.name).name }
      : { organisation };
  };
