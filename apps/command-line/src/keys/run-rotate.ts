import { MasterKeyReadOnly, sealEpochKeysAnew, turnMasterKeyFile } from '#key-vault/turn-master-key.js';
import { masterKeysOf } from '#service-kit/configuration/master-keys-of.js';
import type { Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import type { KeyPlaces } from './key-places.js';

/** Needs nobody to be stopped: services that run take up the new key by themselves. @throws KeyUnusable */
export async function runRotate(places: KeyPlaces, terminal: Terminal, words: Words): Promise<ExitCode> {
  const { configuration, folder, keysFolder, masterKeyFile: file, isInService, somethingIsSealed } = places;
  const say = (key: string, values: Readonly<Record<string, string>> = {}): void =>
    void terminal.output.write(`${words(key, values)}\n`);
  if (!somethingIsSealed) {
    terminal.errors.write(`newid keys: ${words('nothing-sealed', { folder })}\n`);
    return exitCodes.badInput;
  }
  if (isInService) {
    const masterKeys = masterKeysOf(configuration, { file, createIfMissing: false });
    say('sealed-by-service', { count: String(await sealEpochKeysAnew(masterKeys, keysFolder)) });
    return exitCodes.done;
  }
  try {
    const { sealedAnew, oldIsGone } = await turnMasterKeyFile(file, keysFolder);
    say('turned', { count: String(sealedAnew), file });
    say(oldIsGone ? 'old-is-gone' : 'old-stays', { file });
    say('split-again');
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof MasterKeyReadOnly)) throw error;
    terminal.errors.write(`newid keys: ${words('read-only', { file })}\n`);
    return exitCodes.badInput;
  }
}
