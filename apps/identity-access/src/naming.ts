import type { Naming } from '#service-kit/known/naming.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { personStream, type PersonName } from './domain/person/person.js';
import { organisations, people } from './read-models/people/people.js';

/** From identity-access's own people. */
export const namingBy =
  (identity: ServiceRuntime): Naming =>
  async (principal, language) => {
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
