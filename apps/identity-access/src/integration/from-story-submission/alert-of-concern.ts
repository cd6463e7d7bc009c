import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';
import { seeConcerns } from '#contracts/story-submission/addresses.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import { sendLetter } from '#service-kit/rehearsing/send-letter.js';
import type { Reaction } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { mailOfPerson, refusalNoted } from '../../mail-of-person.js';

const words = loadWords(import.meta.url, 'alert-of-concern');

/** The letter says that there is a concern and where; never of whom, of which story, or what. Practice alarms nobody. */
export const alertOfConcern: Reaction = {
  name: 'alert-of-concern',
  on: async (recorded, service) => {
    const raised = received(recorded, concernRaisedV1);
    if (raised === undefined) return;
    const { concern, programme, tell } = raised;
    for (const person of tell) {
      const found = await mailOfPerson(service, recorded.metadata.organisation, person);
      if (found === undefined) continue;
      const { to, language } = found;
      const path = seeConcerns.to({ language, programme });
      const letter = { words, language, paragraphs: ['raised', 'where'], after: ['danger'], path };
      const messageId = idFrom('mail', 'concern', concern, person);
      await refusalNoted(service, { concern }, 'A letter about a concern was refused', () =>
        sendLetter(service, { programme, to, kind: 'concern-raised', messageId, letter }),
      );
    }
  },
};
