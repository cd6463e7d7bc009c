import { yourStory } from '#contracts/story-submission/addresses.js';
import { MailRefused } from '#mail/mailer.js';
import { idFrom } from '#service-kit/ids.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import type { TellerContact } from '../../domain/contact/contact.js';
import {
  isStillSoEvent,
  returnStillSo,
  stillSoDecider,
  stillSoStream,
  type StillSoNotSent,
} from '../../domain/still-so/still-so.js';
import { storyStream } from '../../domain/story/events.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import { stories } from '../../read-models/stories/stories.js';

const words = loadWords(import.meta.url, 'still-so-mail');

/** The mail says that there is a question, and where to enter the code; nothing of the story is in it. */
export const sendStillSoByMail: Reaction = {
  name: 'send-still-so-by-mail',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    if (!isStillSoEvent(event) || event.type !== 'StillSoAsked' || event.data.by !== 'mail') return;
    const { story } = event.data;
    const because = await mailed(service, story, idFrom('mail', stream, String(streamVersion)));
    if (because === undefined) return;
    const { organisation, at, correlation } = metadata;
    const command = {
      commandId: idFrom('still so not sent', stream, String(streamVersion)),
      ...{ organisation, at, correlation, actor: 'system/still-so' },
    };
    await service.store.execute(stillSoStream(story), command, stillSoDecider, (state) =>
      returnStillSo(state, because),
    );
  },
};

/** Undefined: it is on its way. The address is opened for this one call, as the teller's own. */
async function mailed(
  { views, vault, mail }: ServiceRuntime,
  id: string,
  messageId: string,
): Promise<StillSoNotSent['data']['because'] | undefined> {
  const known = await views.get(contacts, id);
  const story = await views.get(stories, id);
  if (known?.isStopped === true) return 'contact-stopped';
  if (known === undefined || known.contact === null || known.channel !== 'mail') return 'contact-gone';
  if (story === undefined || story.isWithdrawn) return 'contact-gone';
  const reader = { person: story.teller, organisation: story.organisation };
  const [answer] = await vault.unlock([{ owner: storyStream(id), reader, purpose: 'teller', use: 'read' }]);
  if (answer?.kind !== 'granted') return 'contact-gone';
  const language = known.language ?? 'en';
  try {
    const { address } = answer.open<TellerContact>(known.contact);
    const letter = { words, language, paragraphs: ['there-is', 'how'], after: ['stop'] };
    await mail.send(address, 'still-so', messageId, { ...letter, path: yourStory.to({ language }) });
    return undefined;
  } catch (error) {
    if (error instanceof MailRefused) return 'mail-refused';
    throw error;
  }
}
