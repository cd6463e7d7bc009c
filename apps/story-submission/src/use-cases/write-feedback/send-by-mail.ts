import { yourStory } from '#contracts/story-submission/addresses.js';
import { MailRefused } from '#mail/mailer.js';
import { idFrom } from '#service-kit/ids.js';
import { sendLetter } from '#service-kit/rehearsing/send-letter.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import type { TellerContact } from '../../domain/contact/contact.js';
import { feedbackStream, isFeedbackEvent, type FeedbackReturned } from '../../domain/feedback/events.js';
import { feedbackDecider, returnFeedback, type Feedback } from '../../domain/feedback/feedback.js';
import { storyStream } from '../../domain/story/events.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import { overTime } from '../../read-models/over-time/over-time.js';

const words = loadWords(import.meta.url, 'feedback-mail');

/** The mail says that there is something to read, and where to enter the code; what was said never leaves in it. */
export const sendFeedbackByMail: Reaction = {
  name: 'send-feedback-by-mail',
  on: async (recorded, service) => {
    const { event, stream, streamVersion, metadata } = recorded;
    if (!isFeedbackEvent(event) || event.type !== 'FeedbackSent' || event.data.channel !== 'mail') return;
    const { store } = service;
    const state = await store.fold(stream, feedbackDecider);
    if (state === undefined || state.state !== 'sent') return;
    const because = await mailed(service, state, metadata.organisation, idFrom('mail', stream, String(streamVersion)));
    if (because === undefined) return;
    const { organisation, at, correlation } = metadata;
    const command = {
      commandId: idFrom('feedback returned', stream, String(streamVersion)),
      ...{ organisation, at, correlation, actor: 'system/feedback' },
    };
    await store.execute(feedbackStream(state.drafted.feedback), command, feedbackDecider, (now) =>
      returnFeedback(now, because),
    );
  },
};

/** Undefined: it is on its way. The address is opened for this one call, as the teller's own. */
async function mailed(
  service: ServiceRuntime,
  { drafted }: Feedback,
  organisation: string,
  messageId: string,
): Promise<FeedbackReturned['data']['because'] | undefined> {
  const { views, vault } = service;
  const { story, programme, addressee, language } = drafted;
  const known = await views.get(contacts, story);
  if (known === undefined) return 'contact-gone';
  const isDead = (await views.get(overTime, story))?.isDead === true;
  if (known.isStopped || isDead) return 'contact-stopped';
  if (known.contact === null || known.channel !== 'mail') return 'contact-gone';
  const reader = { person: addressee, organisation };
  const [answer] = await vault.unlock([{ owner: storyStream(story), reader, purpose: 'teller', use: 'read' }]);
  if (answer?.kind !== 'granted') return 'contact-gone';
  const spoken = known.language ?? language;
  const letter = { words, language: spoken, paragraphs: ['there-is', 'how'], after: ['stop'] };
  try {
    const { address } = answer.open<TellerContact>(known.contact);
    const whole = { ...letter, path: yourStory.to({ language: spoken }) };
    await sendLetter(service, { programme, to: address, kind: 'feedback', messageId, letter: whole });
    return undefined;
  } catch (error) {
    if (error instanceof MailRefused) return 'mail-refused';
    throw error;
  }
}
