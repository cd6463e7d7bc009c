import type { SendMailOptions } from 'nodemailer';

import type { Mail } from './mailer.js';

/** The letter as both adapters hand it to nodemailer. */
export function composed(from: string, { to, language, kind, subject, text, html, messageId }: Mail): SendMailOptions {
  return {
    from,
    // As an object it is one address, whatever it holds: never a list.
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${messageId}@${domainOf(from)}>`,
    headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated', 'X-Newid-Kind': kind },
    // Nothing a letter holds makes the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
