import { statSync } from 'node:fs';

const ofOthers = 0o077;

/** Who may read and change a file or a folder, as `chmod` writes it. */
export function modeOf(path: string): { readonly mode: string; readonly isOpenToOthers: boolean } {
  const mode = statSync(path).mode & 0o777;
  return { mode: mode.toString(8), isOpenToOthers: (mode & ofOthers) !== 0 };
}
