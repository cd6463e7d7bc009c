import { yourStory } from '#contracts/story-submission/addresses.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { MailRefused } from '#mail/mailer.js';
import { idFrom } from '#service-kit/ids.js';
import { sendLetter } from '#service-kit/rehearsing/send-letter.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { decideForSomeone } from '../../addresses.js';
import { isOverTimeEvent, type OverTimeEvent } from '../../domain/over-time/events.js';
import { codeCameBack, codeIsOnItsWay } from '../../domain/over-time/lost-code.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { destroyCode, openCode, whereCodeGoes } from '../../over-time/code-to-send.js';
import { codeStateOf, contributorIn, holderOfCode } from '../../over-time/whose-code.js';
import { findStory } from '../../stories/find-story.js';

const words = loadWords(import.meta.url, 'code-mail');

interface CodeToMail {
  readonly story: string;
  readonly contributor?: string;
  readonly replacement: string;
  readonly code: Sealed;
  readonly to: 'channel' | 'person';
  /** What it is for: their story, or the decision of somebody they trusted. */
  readonly about: 'story' | 'decision';
}

/** A code leaves by the way chosen, and nobody here sees it; then its key is destroyed. */
export const sendCodeByMail: Reaction = {
  name: 'send-code-by-mail',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    const toMail = isOverTimeEvent(event) ? codeIn(event) : undefined;
    if (toMail === undefined) return;
    const { replacement } = toMail;
    const because = await mailed(service, toMail, idFrom('mail', stream, String(streamVersion)));
    const { organisation, at, correlation } = metadata;
    const command = {
      commandId: idFrom('code on its way', replacement),
      ...{ organisation, at, correlation, actor: 'system/consent' },
    };
    await service.store.execute(stream, command, overTimeDecider, (state) =>
      because === undefined ? codeIsOnItsWay(state, replacement) : codeCameBack(state, replacement, because),
    );
    await destroyCode(service, replacement, at);
  },
};

function codeIn(event: OverTimeEvent): CodeToMail | undefined {
  if (event.type === 'CodeReplaced' && event.data.by === 'mail') return { ...event.data, about: 'story' };
  if (event.type !== 'DeathTakenUp' || event.data.decision?.by !== 'mail') return undefined;
  const { story, decision } = event.data;
  return { story, ...decision, to: 'person', about: 'decision' };
}

/** Undefined: it is on its way, or was before. */
async function mailed(
  service: ServiceRuntime,
  { story: id, contributor: one, replacement, code: sealed, to, about }: CodeToMail,
  messageId: string,
): Promise<'mail-refused' | 'contact-gone' | undefined> {
  const story = await findStory(service.views, id);
  if (story === undefined) return 'contact-gone';
  const contributor = one === undefined ? null : await contributorIn(service, id, one);
  if (contributor === undefined) return 'contact-gone';
  const whose = { story, contributor };
  const code = await openCode(service, holderOfCode(whose), replacement, sealed);
  if (code === undefined) return undefined;
  const known = await codeStateOf(service, whose);
  // They died after it was confirmed: nothing is sent any more.
  if (about === 'story' && known.isDead) return 'contact-gone';
  const where = await whereCodeGoes(service, whose, known, to);
  if (where?.by !== 'mail') return 'contact-gone';
  const { language, address } = where;
  const kind = about === 'decision' ? 'decision' : to;
  const letter = { words, language, values: { code }, paragraphs: [`${kind}-there-is`, 'code', `${kind}-how`] };
  const path = (about === 'decision' ? decideForSomeone : yourStory).to({ language });
  try {
    const whole = { ...letter, path, after: ['keep'] };
    await sendLetter(service, { programme: story.programme, to: address, kind: 'code', messageId, letter: whole });
    return undefined;
  } catch (error) {
    if (error instanceof MailRefused) return 'mail-refused';
    throw error;
  }
}
