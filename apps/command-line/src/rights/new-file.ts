import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';

/** A file that was not there, held open for its owner alone until it is known whether anything comes into it. */
export interface NewFile {
  /** Whether the text is on the disk. */
  write(text: string): boolean;
  /** Nothing came, or not all of it: it is as if it had not been there. */
  remove(): void;
  close(): void;
}

export function openNewFile(path: string): NewFile | undefined {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch {
    return undefined;
  }
  return {
    write(text) {
      try {
        writeFileSync(file, text);
        fsyncSync(file);
        return true;
      } catch {
        return false;
      }
    },
    remove() {
      rmSync(path, { force: true });
    },
    close() {
      closeSync(file);
    },
  };
}
