import type { Letter } from '#mail/letter.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { sealWords } from '#service-kit/sealed-words.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { rehearsedLetterStream, type LetterMade, type LetterRehearsed } from './rehearsed-letters.js';

const words = loadWords(import.meta.url, 'rehearsal-mark');

interface LetterToSend {
  readonly programme: string;
  readonly to: string;
  readonly kind: string;
  readonly messageId: string;
  readonly letter: Letter;
}

/**
 * Every letter of this service goes out here. In a rehearsal it is made, marked and kept for those who rehearse, and sent
 * to nobody, whatever was given as an address.
 * @throws MailUnavailable, MailRefused
 */
export async function sendLetter(
  service: ServiceRuntime,
  { programme, to, kind, messageId, letter }: LetterToSend,
): Promise<void> {
  const known = await service.views.get(knownProgrammes, programme);
  if (known?.design.rehearsal === undefined) {
    await service.mail.send(to, kind, messageId, letter);
    return;
  }
  const { organisation } = known;
  const { language } = letter;
  const { subject, text } = service.mail.written(letter);
  const id = idFrom('rehearsed letter', messageId);
  const stream = rehearsedLetterStream(id);
  const made: LetterMade = {
    to,
    subject: words[language]('subject', { subject }),
    text: `${words[language]('mark')}\n\n${text}`,
  };
  const at = service.clock.now();
  const event: LetterRehearsed = {
    type: 'LetterRehearsed',
    schemaVersion: 1,
    data: {
      ...{ letter: id, programme, kind, language, at },
      words: await sealWords(service, stream, organisation, made),
    },
  };
  const metadata = { organisation, actor: 'system/rehearsal', at, correlation: messageId };
  await service.store.append(stream, [event], { ...metadata, expected: 'any', commandId: id });
}
