import type { Letter } from '#mail/letter.js';
import { loadWords } from '#web/words/words.js';

import { idFrom } from '../ids.js';
import { sealWords } from '../unlocking/sealed-words.js';
import type { ServiceRuntime } from '../service.js';
import { rehearsedLetterStream, type LetterMade, type LetterRehearsed } from './rehearsed-letters.js';
import { rehearsalOf } from './rehearsed-programmes.js';

const words = loadWords(import.meta.url, 'rehearse-letter');

export interface LetterToSend {
  readonly programme: string;
  readonly to: string;
  readonly kind: string;
  readonly messageId: string;
  readonly letter: Letter;
}

/**
 * Every letter about what is in a programme goes out here. In a rehearsal it is made, marked and kept for those who
 * rehearse, and sent to nobody, whatever was given as an address.
 * @throws MailUnavailable, MailRefused
 */
export async function sendLetter(service: ServiceRuntime, made: LetterToSend): Promise<void> {
  const rehearsal = await rehearsalOf(service, made.programme);
  if (rehearsal !== undefined) return rehearseLetter(service, rehearsal.organisation, made);
  return service.mail.send(made.to, made.kind, made.messageId, made.letter);
}

/** A letter of a rehearsal, as it would have been. */
export async function rehearseLetter(
  service: ServiceRuntime,
  organisation: string,
  { programme, to, kind, messageId, letter }: LetterToSend,
): Promise<void> {
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
