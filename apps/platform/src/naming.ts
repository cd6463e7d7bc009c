import type { Principal } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';

import { personStream, type PersonName } from '../../identity-access/src/domain/person/person.js';
import { organisations, people } from '../../identity-access/src/read-models/people/people.js';

/** The organisation's name, and how whoever is signed in is called, for the head of every page. */
export const namingBy =
  (identity: ServiceRuntime) =>
  async (
    principal: Principal,
    language: Language,
  ): Promise<{ readonly organisation: string; readonly person?: string }> => {
    if (principal.kind === 'anyone') return { organisation: '' };
    const organisation = (await identity.views.get(organisations, principal.organisation))?.name[language] ?? '';
    if (principal.kind === 'operator') return { organisation };
    const known = await identity.views.get(people, principal.person);
    if (known === undefined) return { organisation };
    const answer = await identity.unlocking.unlockOne({
      owner: personStream(principal.person),
      reader: principal,
      purpose: 'own',
      use: 'read',
    });
    return answer.kind === 'granted'
      ? { organisation, person: answer.open<PersonName>(known.name).name }
      : { organisation };
  };
