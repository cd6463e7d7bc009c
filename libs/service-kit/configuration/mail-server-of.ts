import { smtpSettings, SmtpUnusable, type SmtpSettings } from '#mail/smtp-settings.js';

import type { Configuration } from './configuration.js';
import { StartRefused } from './start-refused.js';

/** Undefined: letters are kept in a folder. @throws StartRefused */
export function mailServerOf(configuration: Configuration): SmtpSettings | undefined {
  try {
    return smtpSettings(configuration);
  } catch (error) {
    throw error instanceof SmtpUnusable ? new StartRefused(error.message, { cause: error.cause }) : error;
  }
}
