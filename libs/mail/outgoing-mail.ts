import type { Mailer } from './mailer.js';
import { writeLetter, type Letter, type WrittenLetter } from './letter.js';

/** What a service is given to write to people: the server behind it, and the address under which people find Newid. */
export class OutgoingMail {
  constructor(
    private readonly mailer: Mailer,
    /** `https://stories.example` */
    private readonly origin: string,
  ) {}

  /**
   * From a reaction: it comes again after an outage or a kill, with the same id.
   * @throws MailUnavailable, MailRefused
   */
  async send(to: string, kind: string, messageId: string, letter: Letter): Promise<void> {
    await this.mailer.send({ to, kind, messageId, language: letter.language, ...this.written(letter) });
  }

  /** As it would be read; sends nothing. */
  written(letter: Letter): WrittenLetter {
    return writeLetter(letter, this.origin);
  }
}
