import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { MailUnavailable } from '#mail/mailer.js';
import { SmtpMailer } from '#mail/smtp/smtp-mailer.js';
import type { Configuration } from '#service-kit/configuration/configuration.js';
import { mailServerOf } from '#service-kit/configuration/mail-server-of.js';
import { scannerOf } from '#service-kit/configuration/scanner-of.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';
import { ScanUnavailable } from '#service-kit/files/virus-scan.js';

import { BackupRefused } from '../backup/backup-refused.js';
import { savedHouse, type TwoPlaces } from '../backup/saved-house.js';
import { look, well, wrong, type Finding } from './finding.js';

/** The mail server is greeted; no letter is sent. */
export async function mailFound(configuration: Configuration, folder: string): Promise<Finding> {
  try {
    const server = mailServerOf(configuration);
    if (server === undefined) {
      const outbox = join(folder, 'outbox');
      const letters = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith('.eml')).length : 0;
      return letters === 0 ? well('mail-none') : look('mail-in-folder', { letters, outbox });
    }
    const mailer = new SmtpMailer(server, configuration.NEWID_MAIL_FROM);
    const { host, port } = server;
    try {
      await mailer.reach();
      return well('mail', { host, port: String(port) });
    } catch (error) {
      if (!(error instanceof MailUnavailable)) throw error;
      return wrong(`mail-${error.because}`, { host, port: String(port) });
    } finally {
      await mailer.close();
    }
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return wrong('said', { because: error.message });
  }
}

/** An empty file is shown to the scanner. */
export async function scannerFound(configuration: Configuration): Promise<Finding> {
  const scanner = scannerOf(configuration, { warn: () => undefined });
  const address = configuration.NEWID_CLAMD ?? '';
  try {
    const verdict = await scanner.scan((async function* () {})());
    return verdict === 'not-scanned' ? look('scanner-none') : well('scanner', { address });
  } catch (error) {
    if (!(error instanceof ScanUnavailable)) throw error;
    return wrong('scanner-away', { address });
  }
}

const day = 86_400_000;
const oldAfterDays = 7;

/** Whether two places hold the two parts of one backup, and how old it is. */
export function backupFound(places: TwoPlaces | undefined, now = Date.now()): Finding {
  if (places === undefined) return look('backup-unknown');
  try {
    const { at } = savedHouse(places).data;
    const days = Math.floor((now - Date.parse(at)) / day);
    return days > oldAfterDays ? look('backup-old', { at, days }) : well('backup', { at });
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    return wrong(`backup-${error.key}`, error.values);
  }
}
