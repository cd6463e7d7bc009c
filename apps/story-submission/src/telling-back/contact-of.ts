import type { Reader } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { TellerContact } from '../domain/contact/contact.js';
import { storyStream } from '../domain/story/events.js';
import { contacts } from '../read-models/contacts/contacts.js';

/** Opened for whoever tells them, who is refused where the teller left them out; undefined where nothing may be sent. */
export async function contactOf(
  { views, unlocking }: Pick<ServiceRuntime, 'views' | 'unlocking'>,
  reader: Reader,
  story: string,
): Promise<TellerContact | undefined> {
  const known = await views.get(contacts, story);
  if (known === undefined || known.contact === null) return undefined;
  const answer = await unlocking.unlockOne({ owner: storyStream(story), reader, purpose: 'rights', use: 'read' });
  return answer.kind === 'granted' ? answer.open<TellerContact>(known.contact) : undefined;
}
