import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import { noteFrom, type MoveNote } from '../moving/move-note.js';

/** In the database of the sessions: what concerns the whole installation. */
export const installation = 'installation';
export const noteId = 'move';

/** What a move wrote down in these databases. */
export async function noteInDatabase(sessions: MongoDatabase): Promise<MoveNote | undefined> {
  const found = await answering(() => collectionOf(sessions).findOne({ _id: noteId }));
  return found === null ? undefined : noteFrom(found);
}

export async function writeNoteInDatabase(sessions: MongoDatabase, note: MoveNote): Promise<void> {
  await answering(() => collectionOf(sessions).replaceOne({ _id: noteId }, note, { upsert: true }));
}

const collectionOf = (sessions: MongoDatabase) =>
  sessions.collection<Partial<MoveNote> & { readonly _id: string }>(installation);
