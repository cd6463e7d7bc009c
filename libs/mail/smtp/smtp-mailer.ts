import type { NodemailerError, SMTPTransportOptions } from 'nodemailer';

import { composed } from '../composed.js';
import { MailRefused, MailUnavailable, type Mail, type Mailer } from '../mailer.js';
import type { SmtpSettings } from '../smtp-settings.js';

const connectWithinMs = 10_000;
const answerWithinMs = 30_000;

/** Hands letters to a mail server, over TLS unless the server is on this machine and asks for no password. */
export class SmtpMailer implements Mailer {
  readonly #options: SMTPTransportOptions;
  /** Made for the first letter. */
  #transport: ReturnType<typeof transportWith> | undefined;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly from: string,
  ) {
    const { host, port, isTlsFromTheStart, auth, ca, needsTls } = settings;
    this.#options = {
      host,
      port,
      secure: isTlsFromTheStart,
      requireTLS: needsTls,
      // On this machine nobody listens in, and the certificate is mostly one that nobody vouches for.
      ignoreTLS: !needsTls,
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      ...(auth === undefined ? {} : { auth }),
      connectionTimeout: connectWithinMs,
      greetingTimeout: connectWithinMs,
      socketTimeout: answerWithinMs,
      logger: false,
    };
  }

  async send(mail: Mail): Promise<void> {
    const transport = await (this.#transport ??= transportWith(this.#options));
    try {
      await transport.sendMail(composed(this.from, mail));
    } catch (error) {
      throw told(error);
    }
  }

  /** Says hello, signs in, and sends nothing. @throws MailUnavailable */
  async reach(): Promise<void> {
    const transport = await (this.#transport ??= transportWith(this.#options));
    try {
      await transport.verify();
    } catch (error) {
      throw told(error);
    }
  }

  async close(): Promise<void> {
    (await this.#transport)?.close();
  }
}

const transportWith = async (options: SMTPTransportOptions) => (await import('nodemailer')).createTransport(options);

/** Without the cause: what a server answers quotes the address. */
function told(error: unknown): MailUnavailable | MailRefused {
  if (!isOfNodemailer(error)) return new MailUnavailable('away');
  const { code, responseCode, permanent = false } = error;
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return new MailUnavailable('not-let-in');
    case 'ETLS':
    case 'EREQUIRETLS':
      return new MailUnavailable('not-safe');
    case 'EENVELOPE':
    case 'EMESSAGE':
      // 530: it wants a password first. That is how it is set up here, and no fault of the letter.
      if (responseCode === 530) return new MailUnavailable('not-let-in');
      return permanent || responseCode === undefined ? new MailRefused() : new MailUnavailable('asks-to-wait');
    default:
      return new MailUnavailable('away');
  }
}

const isOfNodemailer = (error: unknown): error is NodemailerError =>
  typeof error === 'object' && error !== null && 'code' in error;
