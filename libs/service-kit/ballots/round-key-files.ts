import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sealed } from '#contracts/shared/sealed.js';

/**
 * What opens the box of a secret round, a file each, in no database: no journal, oplog or backup of one holds it, and
 * once the file is gone all of them together open nothing. What is written into a file is sealed by the vault.
 */
export class RoundKeyFiles {
  constructor(private readonly folder: string) {}

  /** The first stays. Durable when it answers. */
  async keep(round: string, secret: Sealed): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const aside = join(this.folder, `${randomUUID()}.part`);
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(secret));
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      // Whole or not at all, and never over one that is there.
      await link(aside, this.#pathOf(round));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      await rm(aside, { force: true });
    }
    await this.#settle();
  }

  async of(round: string): Promise<Sealed | undefined> {
    try {
      return JSON.parse(await readFile(this.#pathOf(round), 'utf8')) as Sealed;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async destroy(round: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await rm(this.#pathOf(round), { force: true });
    await this.#settle();
  }

  #pathOf(round: string): string {
    return join(this.folder, `${createHash('sha256').update(round).digest('hex')}.key`);
  }

  /** So that a power cut undoes neither the making of a file nor its end. */
  async #settle(): Promise<void> {
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
