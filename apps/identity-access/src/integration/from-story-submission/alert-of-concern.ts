import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';
import { seeConcerns } from '#contracts/story-submission/addresses.js';
import { MailRefused } from '#mail/mailer.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { received } from '#service-kit/received.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { personStream, type PersonContact } from '../../domain/person/person.js';
import { personAsItStands } from '../../person-as-it-stands.js';

const words = loadWords(import.meta.url, 'alert-of-concern');

/** The letter says that there is a concern and where; never of whom, of which story, or what. */
export const alertOfConcern: Reaction = {
  name: 'alert-of-concern',
  on: async (recorded, service) => {
    const raised = received(recorded, concernRaisedV1);
    if (raised === undefined) return;
    const { concern, programme, tell } = raised;
    // Practice alarms nobody.
    if ((await service.views.get(knownProgrammes, programme))?.design.rehearsal !== undefined) return;
    for (const person of tell) await alert(service, recorded.metadata.organisation, person, { concern, programme });
  },
};

async function alert(
  service: ServiceRuntime,
  organisation: string,
  person: string,
  { concern, programme }: { readonly concern: string; readonly programme: string },
): Promise<void> {
  const standing = await personAsItStands(service, person);
  if (standing?.organisation !== organisation || !standing.state.isActive) return;
  const { contact, added } = standing.state;
  if (contact === null) return;
  const reader = { person, organisation };
  const [answer] = await service.vault.unlock([{ owner: personStream(person), reader, purpose: 'own', use: 'read' }]);
  if (answer?.kind !== 'granted') return;
  const { signInName } = answer.open<PersonContact>(contact);
  // A name of their own choice is nowhere to write to.
  if (!signInName.includes('@')) return;
  const { language } = added;
  const letter = { words, language, paragraphs: ['raised', 'where'], after: ['danger'] };
  try {
    await service.mail.send(signInName, 'concern-raised', idFrom('mail', 'concern', concern, person), {
      ...letter,
      path: seeConcerns.to({ language, programme }),
    });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    service.log.warn({ concern }, 'A letter about a concern was refused: the address does not take it');
  }
}
