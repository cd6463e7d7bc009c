import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { isEpochKeyFile } from './epoch-key-files.js';

/** Names of the epoch key files in a folder, which need not be there. */
export const keyFilesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter(isEpochKeyFile) : [];

/** Files of the folder that are not, byte for byte, those of the other: keys of another installation. */
export function strangeKeyFiles(folder: string, ofOther: string): readonly string[] {
  const others = new Set(keyFilesIn(ofOther));
  return keyFilesIn(folder).filter(
    (name) => !others.has(name) || !readFileSync(join(folder, name)).equals(readFileSync(join(ofOther, name))),
  );
}

/** As they are: sealed by the master key, which is not copied. Nothing to do where both are one folder. */
export function copyKeyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  if (resolve(from) === resolve(to)) return;
  for (const name of keyFilesIn(from)) {
    // Renamed when it is whole: half a key file would keep the vault shut.
    const unfinished = join(to, `.${name}-copy`);
    const descriptor = openSync(unfinished, 'w', 0o600);
    try {
      writeSync(descriptor, readFileSync(join(from, name)));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, join(to, name));
  }
}
