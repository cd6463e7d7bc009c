import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aStory, byPanel, told } from '../../../../libs/key-vault/contract/key-vault.builders.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import type { Shape } from '#service-kit/starting/shape.js';

import { runNewid } from '../newid.js';

describe('newid backup and restore', () => {
  let folder: string;
  let data: string;
  let shape: Shape | undefined;
  const environment = () => ({ NEWID_DATA: data, NEWID_LOG_LEVEL: 'silent' });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'newid-backup-'));
    data = join(folder, 'house');
  });
  afterEach(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });

  const start = async (): Promise<Shape> => {
    const given = { name: 'story-submission' as const, environment: {} };
    shape = await openEmbeddedShape(readConfiguration(environment()), given);
    return shape;
  };
  const stop = async (): Promise<void> => {
    await shape?.close();
    shape = undefined;
  };
  async function newid(...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(given, {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: environment(),
    });
    return { code, ...written };
  }
  const places = (name = 'a'): readonly string[] => [
    ...['--data', join(folder, `saved-data-${name}`)],
    ...['--keys', join(folder, `saved-keys-${name}`)],
  ];

  it('saves data and keys apart; put back, what was told is there, and what was erased since is not readable', async () => {
    const { vault } = await start();
    const kept = (await vault.createStory(aStory('story/kept'))).seal('text', 1, 'This was told.');
    await vault.createStory(aStory('story/erased'));
    await stop();
    expect(await newid('backup', ...places())).toMatchObject({ code: 0, errors: '' });
    const dataFiles = readdirSync(join(folder, 'saved-data-a'), { recursive: true, encoding: 'utf8' });
    const keyFiles = readdirSync(join(folder, 'saved-keys-a'), { recursive: true, encoding: 'utf8' });
    expect(dataFiles).toContain('vault.db');
    expect(dataFiles.filter((name) => /key$|keys|lock|sock|-wal$|-shm$/.test(name))).toEqual([]);
    expect(keyFiles.filter((name) => name.endsWith('.key'))).toEqual([join('keys', 'epoch-1.key')]);

    await (await start()).vault.erase('story/erased', told('e'));
    await stop();
    // The machine is lost; the master key, the secret and the list of erasures were kept elsewhere.
    const lost = join(folder, 'lost');
    renameSync(data, lost);
    mkdirSync(join(data, 'keys'), { recursive: true });
    for (const name of ['master.key', 'secret.key', join('keys', 'erasures.log')]) {
      renameSync(join(lost, name), join(data, name));
    }
    const restored = await newid('restore', ...places());
    expect(restored).toMatchObject({ code: 0, errors: '' });
    expect(restored.output).toContain(join(data, 'keys', 'erasures.log'));

    const { vault: again } = await start();
    const byLaw = byPanel('story/erased', { purpose: 'rights' });
    const [ofKept, ofErased] = await again.unlock([byPanel('story/kept'), byLaw]);
    expect(ofKept?.kind === 'granted' && ofKept.open(kept)).toBe('This was told.');
    expect(ofErased).toMatchObject({ kind: 'withheld', because: 'erased' });
    expect(await again.sealer('story/erased')).toBeUndefined();
    expect((await again.pendingIntents()).map(({ id, kind }) => `${kind} ${id}`)).toEqual(['erase e']);
    await again.turnEpoch();
    await stop();
    expect(readdirSync(join(data, 'keys')).sort()).toEqual(['epoch-2.key', 'erasures.log']);
  });

  it('refuses one place for both, a place that is used, a house that is open, and data that is not there', async () => {
    expect((await newid('backup', ...places())).errors).toContain('there is no data of Newid');
    await start();
    expect((await newid('backup', ...places())).errors).toContain('is running on this data folder');
    await stop();
    const one = join(folder, 'one');
    expect((await newid('backup', '--data', one, '--keys', join(one, 'keys'))).errors).toContain('Choose two places');
    expect((await newid('backup', '--data', join(data, 'x'), '--keys', one)).errors).toContain('Choose another place');
    mkdirSync(one);
    writeFileSync(join(one, 'mine.txt'), 'mine');
    expect((await newid('backup', '--data', one, '--keys', join(folder, 'two'))).errors).toContain('is not empty');
    expect(existsSync(join(folder, 'two'))).toBe(false);
  });

  it('puts back only what was saved together, whole, and into an empty folder', async () => {
    await start();
    await stop();
    expect((await newid('backup', ...places('a'))).code).toBe(0);
    expect((await newid('backup', ...places('b'))).code).toBe(0);
    expect((await newid('restore', ...places('a'))).errors).toContain('is not empty');
    rmSync(data, { recursive: true });
    const [, dataOfA = '', , keysOfA = ''] = places('a');
    const [, , , keysOfB = ''] = places('b');
    expect((await newid('restore', '--data', dataOfA, '--keys', keysOfB)).errors).toContain('parts of two backups');
    expect((await newid('restore', '--data', keysOfA, '--keys', keysOfA)).errors).toContain('Choose two places');
    expect(await newid('restore', '--data', keysOfA, '--keys', dataOfA)).toMatchObject({
      code: 2,
      errors: expect.stringContaining(`${keysOfA} does not hold the data of a backup`) as string,
    });
    const vault = join(dataOfA, 'vault.db');
    const bytes = readFileSync(vault);
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
    writeFileSync(vault, bytes);
    expect(await newid('restore', ...places('a'))).toMatchObject({
      code: 2,
      errors: expect.stringContaining('vault.db is missing from the backup, or is not what was saved') as string,
    });
  });
});
