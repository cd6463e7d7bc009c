import { hash } from 'node:crypto';

import type { CommandPart, StreamId } from './event-store.js';

export interface CommittedCommand extends CommandPart {
  readonly fingerprint?: string;
}

/** The stored record: what one write added to one stream. */
export interface Commit {
  readonly stream: StreamId;
  readonly organisation: string;
  /** From 1. Starts where the commit before ends. */
  readonly firstVersion: number;
  readonly lastVersion: number;
  /** In version order; together they cover firstVersion to lastVersion. Keys in sorted order, since they are hashed as JSON. */
  readonly commands: readonly CommittedCommand[];
  /** Canonical JSON of the events with their metadata. Its UTF-8 bytes are stored and hashed as they are. */
  readonly json: string;
  /** Hash of the stream's commit before; `noHash` for its first. */
  readonly previousHash: string;
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
}

/** What the next commit of a stream builds on. */
export interface StreamTip {
  readonly lastVersion: number;
  readonly hash: string;
}

export const noHash = '0'.repeat(64);

export const emptyTip: StreamTip = { lastVersion: 0, hash: noHash };

export const tipOf = ({ lastVersion, hash }: StreamTip): StreamTip => ({ lastVersion, hash });

/**
 * Bytes of the events in one commit. MongoDB takes records of 16 MiB; the rest is left to ids, command parts and hashes.
 */
export const largestCommit = 15 * 1024 * 1024;

/** Commands in one commit: with ids of 200 characters their parts stay far under the mebibyte left for them. */
export const mostCommandsInCommit = 500;

/** The log position is not part of it: the relay gives it later, and it may be given again after a restore. */
export function hashOf(commit: Omit<Commit, 'hash'>): string {
  const { stream, organisation, firstVersion, lastVersion, commands, json, previousHash } = commit;
  const head = JSON.stringify([previousHash, stream, organisation, firstVersion, lastVersion, commands]);
  return hash('sha256', `${head}\n${json}`, 'hex');
}

export const sealCommit = (commit: Omit<Commit, 'hash'>): Commit => ({ ...commit, hash: hashOf(commit) });
