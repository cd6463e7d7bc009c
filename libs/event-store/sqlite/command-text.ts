import type { CommittedCommand } from '../commit.js';

export const commandsToText = (commands: readonly CommittedCommand[]): string => JSON.stringify(commands);

/** @throws SyntaxError for anything but what `commandsToText` wrote. */
export function commandsFromText(text: string): readonly CommittedCommand[] {
  const parsed: unknown = JSON.parse(text);
  if (!areCommands(parsed)) throw new SyntaxError('Not the commands of a commit');
  return parsed;
}

const areCommands = (value: unknown): value is readonly CommittedCommand[] =>
  Array.isArray(value) &&
  value.every((item: unknown) => {
    if (typeof item !== 'object' || item === null) return false;
    return 'commandId' in item && 'firstVersion' in item && 'lastVersion' in item;
  });
