import type { Language } from '#web/language.js';

/** Never a story, a title, a reason or a name of a teller: a mail lies unsealed in other people's hands. */
export interface Mail {
  /** Personal data: unlocked for this call, held nowhere, written to no log. */
  readonly to: string;
  readonly language: Language;
  /** What kind of letter it is, `invitation`: for logs and for the rules of a mail server. It says nothing of anybody. */
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Made from the command or event that it is about (`idFrom`), so that the same letter sent twice is known for one. */
  readonly messageId: string;
}

export interface Mailer {
  /**
   * Resolves when it is safe with the next server, or in the folder.
   * @throws MailUnavailable, MailRefused
   */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

/** The server is away, does not take our password, or asks to wait. Nothing is lost where the caller tries again. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable';
  constructor(readonly because: 'away' | 'not-safe' | 'not-let-in' | 'asks-to-wait') {
    // What the server said is left out: it may hold the address.
    super(`Mail cannot be handed over: ${because}`);
  }
}

/** The server will never take this letter, most often because the address does not exist. Sending it again changes nothing. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  constructor() {
    super('The mail server does not take this letter');
  }
}
