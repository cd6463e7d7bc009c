import { readFileSync } from 'node:fs';

import { StartRefused } from '../configuration/start-refused.js';

/** From NEWID_MONGO_URL, or, where it holds a password, from the file that NEWID_MONGO_URL_FILE names. @throws StartRefused */
export function mongoAddress(environment: Readonly<Record<string, string | undefined>>): string {
  const { NEWID_MONGO_URL: url = '', NEWID_MONGO_URL_FILE: file = '' } = environment;
  if (url !== '' && file !== '') {
    throw new StartRefused('NEWID_MONGO_URL and NEWID_MONGO_URL_FILE say the same: set one of them.');
  }
  if (url !== '') return url;
  if (file === '') {
    throw new StartRefused(
      'NEWID_SHAPE is distributed: NEWID_MONGO_URL or NEWID_MONGO_URL_FILE has to say where MongoDB is.',
    );
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StartRefused(`NEWID_MONGO_URL_FILE names ${file}, which cannot be read.`, { cause });
  }
}
