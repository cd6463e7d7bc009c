import { idFrom } from '#service-kit/ids.js';
import type { Reaction } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { isOverTimeEvent, overTimeStream } from '../../domain/over-time/events.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { returnRenewal } from '../../domain/over-time/renewal.js';
import { mailToTeller } from '../../over-time/mail-to-teller.js';

const words = loadWords(import.meta.url, 'renewal-mail');

export const sendRenewalByMail: Reaction = {
  name: 'send-renewal-by-mail',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    if (!isOverTimeEvent(event) || event.type !== 'RenewalAsked' || event.data.by !== 'mail') return;
    const { story } = event.data;
    const messageId = idFrom('mail', stream, String(streamVersion));
    const because = await mailToTeller(service, story, { kind: 'renewal', messageId, words });
    if (because === undefined) return;
    const { organisation, at, correlation } = metadata;
    const command = {
      commandId: idFrom('renewal not sent', stream, String(streamVersion)),
      ...{ organisation, at, correlation, actor: 'system/consent' },
    };
    await service.store.execute(overTimeStream(story), command, overTimeDecider, (state) =>
      returnRenewal(state, because),
    );
  },
};
