import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EpochKeyFiles } from '#key-vault/epoch-key-files.js';
import { readMasterKeys } from '#key-vault/master-key.js';

import { startTransitServer } from '../../../../libs/key-vault/testing/transit-server.js';
import { runNewid } from '../newid.js';

const oldKey = Buffer.alloc(32, 5);

describe('newid keys', () => {
  let folder: string;
  let data: string;
  let file: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'newid-keys-'));
    data = join(folder, 'data');
    file = join(folder, 'master.key');
    writeFileSync(file, `${oldKey.toString('hex')}\n`, { mode: 0o640 });
    await new EpochKeyFiles(join(data, 'keys'), oldKey).make(1);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function newid(given: readonly string[], more: Readonly<Record<string, string>> = {}, typed = '') {
    const written = { output: '', errors: '' };
    const code = await runNewid(['keys', ...given], {
      input: (async function* () {
        yield Buffer.from(typed);
      })(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: { NEWID_DATA: data, NEWID_MASTER_KEY_FILE: file, ...more },
    });
    // No key and no share is ever on a terminal.
    expect(written.output + written.errors).not.toMatch(/[0-9a-f]{64}|[A-Za-z0-9+/]{43}=|(?:[0-9A-Z]{4} ){4}/);
    return { code, ...written };
  }
  const split = async (): Promise<readonly string[]> => {
    const to = join(folder, 'shares');
    expect((await newid(['split', '--to', to])).code).toBe(0);
    return readdirSync(to)
      .sort()
      .map((name) => join(to, name));
  };

  it('rotate makes a new key for whoever could read the old one, which opens nothing any more', async () => {
    const before = new EpochKeyFiles(join(data, 'keys'), oldKey);
    const epochKey = await before.open(1);
    const ended = await newid(['rotate']);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.output).toContain('Epoch keys sealed anew: 1.');
    const [key, ...others] = readMasterKeys(file);
    expect(others).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(await new EpochKeyFiles(join(data, 'keys'), key).open(1)).toEqual(epochKey);
    await expect(before.open(1)).rejects.toMatchObject({ because: 'master-key-wrong' });
    expect(readdirSync(folder).sort()).toEqual(['data', 'master.key']);
  });

  it('rotate of nothing, or of a file that is not a key, changes nothing and says so in the chosen language', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const nothing = await newid(['rotate'], { NEWID_DATA: elsewhere, NEWID_LANGUAGE: 'cy' });
    expect(nothing).toMatchObject({ code: 2, output: '' });
    expect(nothing.errors).toContain('nid oes allweddi cyfnod');
    writeFileSync(file, 'not a key\n');
    expect((await newid(['rotate'])).errors).toContain('master-key-malformed');
    expect(readFileSync(file, 'utf8')).toBe('not a key\n');
  });

  it('rotate seals by a key service once one is named, and again by its newest version', async () => {
    const server = await startTransitServer();
    try {
      const tokenFile = join(folder, 'token');
      writeFileSync(tokenFile, 'hvs.of-the-test');
      const service = { NEWID_KMS_URL: server.url.href, NEWID_KMS_KEY: 'newid', NEWID_KMS_TOKEN_FILE: tokenFile };
      expect((await newid(['rotate'], service)).output).toContain('Sealed anew: 1.');
      expect(readFileSync(join(data, 'keys', 'epoch-1.key'), 'utf8')).toContain('vault:v1:');
      rmSync(file);
      server.rotate();
      expect((await newid(['rotate'], service)).output).toContain('Sealed anew: 1.');
      expect(readFileSync(join(data, 'keys', 'epoch-1.key'), 'utf8')).toContain('vault:v2:');
      expect((await newid(['split', '--to', join(folder, 'shares')], service)).errors).toContain('key service');
      server.answers(() => ({ status: 503, body: { errors: ['Vault is sealed'] } }));
      expect(await newid(['rotate'], service)).toMatchObject({
        code: 2,
        errors: expect.stringContaining('key-service-sealed') as string,
      });
    } finally {
      await server.close();
    }
  });

  it('split writes three files for their owner alone, and any two give back the key, from files or typed', async () => {
    const shares = await split();
    expect(shares).toHaveLength(3);
    for (const share of shares) expect(statSync(share).mode & 0o777).toBe(0o600);
    const [one = '', two = '', last = ''] = shares;
    rmSync(file);
    const joined = join(folder, 'joined.key');
    expect(await newid(['join', last, one, '--to', joined])).toMatchObject({ code: 0, errors: '' });
    expect(readMasterKeys(joined)).toEqual([oldKey]);
    expect(statSync(joined).mode & 0o777).toBe(0o600);
    const typed = join(folder, 'typed.key');
    const both = readFileSync(two, 'utf8').toLowerCase() + readFileSync(last, 'utf8');
    expect((await newid(['join', '--to', typed], {}, both)).code).toBe(0);
    expect(readMasterKeys(typed)).toEqual([oldKey]);
    // Never over a key that is there.
    expect(await newid(['join', one, two, '--to', typed])).toMatchObject({ code: 2 });
  });

  it('join says what is wrong with shares and writes nothing', async () => {
    const [one = '', two = ''] = await split();
    const joined = join(folder, 'joined.key');
    const joins = async (...shares: readonly string[]) => (await newid(['join', ...shares, '--to', joined])).errors;
    expect(await joins(one)).toContain('two shares are needed. Found: 1.');
    expect(await joins(one, one)).toContain('the same share');
    expect(await joins(one, join(folder, 'none.txt'))).toContain('cannot be read (ENOENT)');
    const mistyped = join(folder, 'mistyped.txt');
    const text = readFileSync(two, 'utf8');
    const at = text.indexOf('\n3  ') + 4;
    writeFileSync(mistyped, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`);
    expect(await joins(one, mistyped)).toContain('share 2: line 3 is mistyped');
    // Turned since: the old shares give back the old key.
    expect((await newid(['rotate'])).code).toBe(0);
    expect(await joins(one, two)).toContain('not the one that the data');
    expect(readdirSync(folder)).not.toContain('joined.key');
  });

  it('shares do not lie beside the data, nor are they made of two keys', async () => {
    expect((await newid(['split', '--to', join(data, 'shares')])).errors).toContain('lies in the data folder');
    expect(readdirSync(data)).toEqual(['keys']);
    writeFileSync(file, `${Buffer.alloc(32, 6).toString('hex')}\n${oldKey.toString('hex')}\n`);
    expect((await newid(['split', '--to', join(folder, 'shares')])).errors).toContain('being turned');
    chmodSync(file, 0o600);
    expect((await newid(['rotate'])).code).toBe(0);
    expect(readMasterKeys(file)).toEqual([Buffer.alloc(32, 6)]);
  });
});
