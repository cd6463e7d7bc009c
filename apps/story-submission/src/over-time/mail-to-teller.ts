import { yourStory } from '#contracts/story-submission/addresses.js';
import { MailRefused } from '#mail/mailer.js';
import { sendLetter } from '#service-kit/rehearsing/send-letter.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { WordsInBoth } from '#web/words/words.js';

import type { TellerContact } from '../domain/contact/contact.js';
import { storyStream } from '../domain/story/events.js';
import { contacts } from '../read-models/contacts/contacts.js';
import { overTime } from '../read-models/over-time/over-time.js';
import { stories } from '../read-models/stories/stories.js';

/** Says that something waits behind their code, and nothing of the story. `there-is`, `how` and `stop` are its words. */
export interface MailToTeller {
  readonly kind: string;
  readonly messageId: string;
  readonly words: WordsInBoth;
}

export type NotMailed = 'mail-refused' | 'contact-gone' | 'contact-stopped';

/** Undefined: it is on its way. The address is opened for this one call, as the teller’s own. */
export async function mailToTeller(
  service: ServiceRuntime,
  id: string,
  { kind, messageId, words }: MailToTeller,
): Promise<NotMailed | undefined> {
  const { views, vault } = service;
  const known = await views.get(contacts, id);
  const story = await views.get(stories, id);
  const isDead = (await views.get(overTime, id))?.isDead === true;
  if (known?.isStopped === true || isDead) return 'contact-stopped';
  if (known === undefined || known.contact === null || known.channel !== 'mail') return 'contact-gone';
  if (story === undefined || story.isWithdrawn) return 'contact-gone';
  const reader = { person: story.teller, organisation: story.organisation };
  const [answer] = await vault.unlock([{ owner: storyStream(id), reader, purpose: 'teller', use: 'read' }]);
  if (answer?.kind !== 'granted') return 'contact-gone';
  const language = known.language ?? 'en';
  try {
    const { address } = answer.open<TellerContact>(known.contact);
    const letter = { words, language, paragraphs: ['there-is', 'how'], after: ['stop'] };
    const whole = { ...letter, path: yourStory.to({ language }) };
    await sendLetter(service, { programme: story.programme, to: address, kind, messageId, letter: whole });
    return undefined;
  } catch (error) {
    if (error instanceof MailRefused) return 'mail-refused';
    throw error;
  }
}
