import type { Awaited } from '#contracts/shared/awaited.js';
import { MailRefused } from '#mail/mailer.js';
import { idFrom } from '#service-kit/ids.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { homePage } from '../../addresses.js';
import { personStream, type PersonContact } from '../../domain/person/person.js';
import { personAsItStands } from '../../person-as-it-stands.js';
import { awaitedIn } from '../../read-models/waiting/waiting.js';

const words = loadWords(import.meta.url, 'remind-by-mail');

/** The letter says that something waits, and where to see what; nothing of a story, a panel or anybody. */
export const remindByMail: Reaction = {
  name: 'remind-by-mail',
  on: async (recorded, service) => {
    const said = awaitedIn(recorded);
    const remind = said?.awaited.remind;
    if (said === undefined || remind === undefined || remind === null) return;
    const { person, revision } = said.awaited;
    const messageId = idFrom('mail', 'awaited', said.source, person, String(revision));
    await write(service, recorded.metadata.organisation, person, remind, messageId);
  },
};

async function write(
  service: ServiceRuntime,
  organisation: string,
  person: string,
  remind: NonNullable<Awaited['remind']>,
  messageId: string,
): Promise<void> {
  const standing = await personAsItStands(service, person);
  if (standing?.organisation !== organisation) return;
  const { contact, added, isActive, remindersAreWanted } = standing.state;
  if (!isActive || !remindersAreWanted || contact === null) return;
  const reader = { person, organisation };
  const [answer] = await service.vault.unlock([{ owner: personStream(person), reader, purpose: 'own', use: 'read' }]);
  if (answer?.kind !== 'granted') return;
  const { signInName } = answer.open<PersonContact>(contact);
  // A name of their own choice is nowhere to write to.
  if (!signInName.includes('@')) return;
  const { language } = added;
  const letter = { words, language, paragraphs: [remind, 'where'], after: ['stop'] };
  try {
    await service.mail.send(signInName, 'reminder', messageId, { ...letter, path: homePage.to({ language }) });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    service.log.warn({ person }, 'A letter that reminds of something was refused: the address does not take it');
  }
}
