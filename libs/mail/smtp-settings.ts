import { readFileSync } from 'node:fs';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly isTlsFromTheStart: boolean;
  /** False only for a server on this machine that asks for no password. */
  readonly needsTls: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** PEM, where the server's certificate was signed by somebody whom the system does not know. */
  readonly ca?: string;
}

interface Given {
  /** smtp://user:password@mail.example:587, or smtps:// for TLS from the first byte. */
  readonly NEWID_SMTP_URL?: string | undefined;
  /** The same in a file, where it holds a password. */
  readonly NEWID_SMTP_URL_FILE?: string | undefined;
  readonly NEWID_SMTP_CA_FILE?: string | undefined;
}

const portOf = { 'smtp:': 587, 'smtps:': 465 } as const;
const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

export class SmtpUnusable extends Error {
  override readonly name = 'SmtpUnusable';
}

/** Undefined where no server is named. @throws SmtpUnusable with a sentence that holds no password */
export function smtpSettings(given: Given): SmtpSettings | undefined {
  const { NEWID_SMTP_URL: direct, NEWID_SMTP_URL_FILE: file, NEWID_SMTP_CA_FILE: caFile } = given;
  if (direct !== undefined && file !== undefined) {
    throw new SmtpUnusable('NEWID_SMTP_URL and NEWID_SMTP_URL_FILE say the same: set one of them.');
  }
  const text = file === undefined ? direct : textIn('NEWID_SMTP_URL_FILE', file);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !isSmtp(url.protocol) || url.hostname === '') {
    throw new SmtpUnusable(
      `${file === undefined ? 'NEWID_SMTP_URL' : 'The file of NEWID_SMTP_URL_FILE'} has to be an address such as smtp://user:password@mail.example:587 or smtps://mail.example.`,
    );
  }
  const isTlsFromTheStart = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? portOf[url.protocol] : Number(url.port),
    isTlsFromTheStart,
    needsTls: !isTlsFromTheStart && (user !== '' || !thisMachine.includes(url.hostname)),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    ...(caFile === undefined ? {} : { ca: textIn('NEWID_SMTP_CA_FILE', caFile) }),
  };
}

const isSmtp = (protocol: string): protocol is keyof typeof portOf => Object.hasOwn(portOf, protocol);

function textIn(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new SmtpUnusable(`${variable} names ${file}, which cannot be read.`, { cause });
  }
}
