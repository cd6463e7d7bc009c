// Schemathesis, in a folder of its own in the user's cache: one a list of packages, each pinned by its hash.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const packages = join(import.meta.dirname, 'schemathesis.txt');

export const howToGet =
  'Python 3.11 or later with pip (on Debian: apt-get install python3-pip), and an index of packages that pip can reach once';

/** The path of the program, installed where it was not; undefined where it cannot be had. */
export function findSchemathesis() {
  const list = createHash('sha256').update(readFileSync(packages)).digest('hex').slice(0, 12);
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'newid', `schemathesis-${list}`);
  const [bin, suffix] = process.platform === 'win32' ? ['Scripts', '.exe'] : ['bin', ''];
  // Said last: an environment that was broken off is made anew.
  const isWhole = join(folder, 'whole');
  if (!existsSync(isWhole)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const wanted = [
      '--quiet',
      '--disable-pip-version-check',
      '--only-binary',
      ':all:',
      '--require-hashes',
      '-r',
      packages,
    ];
    const steps = [
      // Debian has the part of venv that installs pip in a package of its own.
      ['python3', ['-m', 'venv', '--without-pip', folder]],
      ['python3', ['-m', 'pip', '--python', join(folder, bin, `python${suffix}`), 'install', ...wanted]],
    ];
    for (const [command, given] of steps) {
      if (spawnSync(command, given, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
        rmSync(folder, { recursive: true, force: true });
        return undefined;
      }
    }
    mkdirSync(`${isWhole}.part`);
    renameSync(`${isWhole}.part`, isWhole);
  }
  return join(folder, bin, `schemathesis${suffix}`);
}
