import { idFrom } from '#service-kit/ids.js';
import type { Reaction } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { isStillSoEvent, returnStillSo, stillSoDecider, stillSoStream } from '../../domain/still-so/still-so.js';
import { mailToTeller } from '../../over-time/mail-to-teller.js';

const words = loadWords(import.meta.url, 'still-so-mail');

/** The mail says that there is a question, and where to enter the code; nothing of the story is in it. */
export const sendStillSoByMail: Reaction = {
  name: 'send-still-so-by-mail',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    if (!isStillSoEvent(event) || event.type !== 'StillSoAsked' || event.data.by !== 'mail') return;
    const { story } = event.data;
    const messageId = idFrom('mail', stream, String(streamVersion));
    const because = await mailToTeller(service, story, { kind: 'still-so', messageId, words });
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
