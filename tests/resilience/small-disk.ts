import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;

const mount = (folder: string, size: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', folder]).status === 0;

/** Lazily: whoever still has a file of it open lets go of it in its own time. */
const unmount = (folder: string): void => void spawnSync('umount', ['-l', folder]);

/** Only root may make a file system of its own. */
export const mayMount = (() => {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'newid-may-mount-'));
  const mounts = mount(folder, '1m');
  if (mounts) unmount(folder);
  rmSync(folder, { recursive: true });
  return mounts;
})();

/** A file system with little room, where that can be had; elsewhere a folder like any other. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'newid-small-disk-'));
  readonly #ballast = join(this.folder, 'ballast');

  constructor(megabytes: number) {
    if (mayMount) mount(this.folder, `${String(megabytes)}m`);
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(this.#ballast, 'w');
    for (let size = mebibyte; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch {
        // No room for this much: less is tried.
      }
    }
    closeSync(file);
  }

  makeRoom(): void {
    unlinkSync(this.#ballast);
  }

  remove(): void {
    if (mayMount) unmount(this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
