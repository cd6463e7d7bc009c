import { StartRefused } from '../configuration/start-refused.js';

/** What a move writes down at both ends, so that neither is taken for what it is not. */
export interface MoveNote {
  /** The same at both ends. */
  readonly move: string;
  readonly end: 'source' | 'target';
  /** The other end, for people. */
  readonly other: string;
  readonly isDone: boolean;
}

/** Name of the file in a data folder that holds the note. */
export const noteFile = 'move.json';

export function noteFrom(value: unknown): MoveNote | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { move, end, other, isDone }: Readonly<Partial<Record<string, unknown>>> = { ...value };
  if (typeof move !== 'string' || typeof other !== 'string' || typeof isDone !== 'boolean') return undefined;
  return end === 'source' || end === 'target' ? { move, end, other, isDone } : undefined;
}

/**
 * What was moved away goes on elsewhere, and half of a house is none. `remove` says how to take the note away, for whoever
 * knows better. `mayWriteMeanwhile`: a move that goes on has the place locked, and after a kill finds what was written
 * since. @throws StartRefused
 */
export function assertMayStart(
  note: MoveNote | undefined,
  where: string,
  remove: string,
  mayWriteMeanwhile: boolean,
): void {
  if (note === undefined) return;
  if (note.end === 'source' && note.isDone) {
    throw new StartRefused(
      `What is in ${where} was moved to ${note.other} and goes on there. What is written here from now on would be lost to it. To begin here again all the same, ${remove}.`,
    );
  }
  if (note.end === 'source' && !mayWriteMeanwhile) {
    throw new StartRefused(
      `A move from ${where} to ${note.other} is not finished: run the same “newid move” again, it goes on where it was. To stay here instead, ${remove}.`,
    );
  }
  if (note.end === 'target' && !note.isDone) {
    throw new StartRefused(
      `A move from ${note.other} to ${where} is not finished: run the same “newid move” again, it goes on where it was.`,
    );
  }
}
