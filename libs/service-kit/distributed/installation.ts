import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { Configuration } from '../configuration/configuration.js';
import { assertMayStart } from '../moving/move-note.js';
import { StartRefused } from '../configuration/start-refused.js';
import { installation, noteInDatabase } from './note-of-move.js';

interface InstallationDocument {
  readonly _id: 'newid';
  readonly isSample: boolean;
}

/**
 * Whether these databases were made for the sample. The first process of an installation writes it down: a sample where
 * its data folder says so, as `npm run start:services` makes it. It is never changed.
 *
 * @throws StartRefused in production, and where a move has left or has not finished
 */
export async function isSampleInstallation(
  sessions: MongoDatabase,
  { NEWID_MODE, NEWID_DATA }: Configuration,
): Promise<boolean> {
  assertMayStart(
    await noteInDatabase(sessions),
    `MongoDB at ${sessions.address}`,
    `delete the document “move” of ${sessions.name}.${installation}`,
    false,
  );
  const isProduction = NEWID_MODE === 'production';
  const collection = sessions.collection<InstallationDocument>(installation);
  const isSample = !isProduction && existsSync(join(NEWID_DATA, 'this-is-a-sample'));
  const found = await answering(() =>
    collection.findOneAndUpdate(
      { _id: 'newid' },
      { $setOnInsert: { isSample } },
      { upsert: true, returnDocument: 'after' },
    ),
  );
  if (found?.isSample === true && isProduction) {
    throw new StartRefused(
      'These databases were made for the sample, where anybody can enter as anybody. Let NEWID_MONGO_URL lead to others.',
    );
  }
  return found?.isSample ?? false;
}
