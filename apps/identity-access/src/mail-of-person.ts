import { MailRefused } from '#mail/mailer.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';

import { personStream, type PersonContact } from './domain/person/person.js';
import { personAsItStands } from './person-as-it-stands.js';

interface MailOfPerson {
  readonly to: string;
  readonly language: Language;
  readonly remindersAreWanted: boolean;
}

/** Where somebody with an account is written to; undefined where nothing would reach them. */
export async function mailOfPerson(
  service: ServiceRuntime,
  organisation: string,
  person: string,
): Promise<MailOfPerson | undefined> {
  const standing = await personAsItStands(service, person);
  if (standing?.organisation !== organisation) return undefined;
  const { contact, added, isActive, remindersAreWanted } = standing.state;
  if (!isActive || contact === null) return undefined;
  const reader = { person, organisation };
  const [answer] = await service.vault.unlock([{ owner: personStream(person), reader, purpose: 'own', use: 'read' }]);
  if (answer?.kind !== 'granted') return undefined;
  const { signInName } = answer.open<PersonContact>(contact);
  // A name of their own choice is nowhere to write to.
  return signInName.includes('@') ? { to: signInName, language: added.language, remindersAreWanted } : undefined;
}

/** An address that takes no letter is noted, and holds nothing else up. */
export async function refusalNoted(
  { log }: ServiceRuntime,
  about: Readonly<Record<string, string>>,
  what: string,
  send: () => Promise<void>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.warn(about, `${what}: the address does not take it`);
  }
}
