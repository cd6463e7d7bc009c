import { mongo, Schema } from 'mongoose';

import type { Commit, CommittedCommand } from '../commit.js';
import type { CommitKey } from '../commit-storage.js';

export interface CommitDocument {
  /** `story/1@3`: the stream and the first version. */
  readonly _id: string;
  readonly stream: string;
  readonly firstVersion: number;
  readonly lastVersion: number;
  readonly organisation: string;
  readonly commands: readonly CommittedCommand[];
  /** Text keeps its UTF-8 bytes as they are. */
  readonly json: string;
  readonly previousHash: string;
  readonly hash: string;
  /**
   * When it was inserted, by the primary's own count, which only grows: a commit that was made knowing another comes
   * after it. Gone once the commit stands in the log.
   */
  readonly waitsSince?: mongo.Timestamp;
}

export interface LogDocument {
  readonly _id: number;
  /** Id of the commit. */
  readonly commit: string;
}

export const oneCommitAVersion = 'one-commit-a-version';
export const oneCommitACommandId = 'one-commit-a-command-id';
export const oneLogEntryACommit = 'one-log-entry-a-commit';

const commitSchema = new Schema<CommitDocument>(
  {
    _id: String,
    stream: { type: String, required: true },
    firstVersion: { type: Number, required: true },
    lastVersion: { type: Number, required: true },
    organisation: { type: String, required: true },
    commands: { type: [Schema.Types.Mixed], required: true },
    json: { type: String, required: true },
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
    waitsSince: Schema.Types.Mixed,
  },
  { versionKey: false, autoIndex: false },
);
commitSchema.index({ stream: 1, firstVersion: 1 }, { name: oneCommitAVersion, unique: true });
commitSchema.index({ 'commands.commandId': 1 }, { name: oneCommitACommandId, unique: true });
// Holds only what is on its way to the log, however long that grows.
commitSchema.index({ waitsSince: 1 }, { name: 'waits-for-the-log', sparse: true });

const logSchema = new Schema<LogDocument>(
  { _id: Number, commit: { type: String, required: true } },
  { versionKey: false, autoIndex: false },
);
logSchema.index({ commit: 1 }, { name: oneLogEntryACommit, unique: true });

export const commits = { name: 'commits', schema: commitSchema };
export const log = { name: 'log', schema: logSchema };

export const commitId = ({ stream, firstVersion }: CommitKey): string => `${stream}@${String(firstVersion)}`;

/** The server puts its count in place of a timestamp that is empty. */
const whenInserted = new mongo.Timestamp({ t: 0, i: 0 });

export const documentOf = (commit: Commit): CommitDocument => ({
  _id: commitId(commit),
  stream: commit.stream,
  firstVersion: commit.firstVersion,
  lastVersion: commit.lastVersion,
  organisation: commit.organisation,
  commands: commit.commands,
  json: commit.json,
  previousHash: commit.previousHash,
  hash: commit.hash,
  waitsSince: whenInserted,
});

export const commitOf = (document: CommitDocument): Commit => ({
  stream: document.stream,
  organisation: document.organisation,
  firstVersion: document.firstVersion,
  lastVersion: document.lastVersion,
  commands: document.commands,
  json: document.json,
  previousHash: document.previousHash,
  hash: document.hash,
});
