import { statSync } from 'node:fs';

const ofOthers = 0o077;

/** Who may read and change a file or a folder, as `chmod` writes it, and whether the user of this process may change that. */
export function modeOf(path: string): {
  readonly mode: string;
  readonly isOpenToOthers: boolean;
  readonly isOurs: boolean;
} {
  const { mode: all, uid } = statSync(path);
  const mode = all & 0o777;
  const us = process.getuid?.();
  return {
    mode: mode.toString(8),
    isOpenToOthers: (mode & ofOthers) !== 0,
    isOurs: us === undefined || us === 0 || us === uid,
  };
}
