import { idFrom } from '#service-kit/ids.js';
import type { Reaction } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { isRedactionEvent } from '../../domain/story/redaction-events.js';
import { mailToTeller } from '../../over-time/mail-to-teller.js';

const words = loadWords(import.meta.url, 'redaction-mail');

/** Where they chose mail: that something waits behind their code, and nothing of the story. Otherwise they find it there. */
export const tellTellerOfRedaction: Reaction = {
  name: 'tell-teller-of-redaction',
  on: async ({ event, stream, streamVersion }, service) => {
    if (!isRedactionEvent(event) || event.type !== 'RedactionProposed') return;
    const messageId = idFrom('mail', stream, String(streamVersion));
    await mailToTeller(service, stream.slice('story/'.length), { kind: 'redaction', messageId, words });
  },
};
