import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RunningProcess } from '#service-kit/starting/run-services.js';
import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { closeWhatIsOpen, runOver } from './testing/running-in-a-folder.js';

afterEach(closeWhatIsOpen);

const isRoot = process.getuid?.() === 0;

/** Only root may make a file system of its own, small or read-only. */
const mayMount = (() => {
  if (!isRoot) return false;
  const folder = mkdtempSync(join(tmpdir(), 'newid-may-mount-'));
  const mounts = mount(folder, 'size=1m');
  if (mounts) unmount(folder);
  rmSync(folder, { recursive: true });
  return mounts;
})();

function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

/** Lazily: closed databases give their files back when their statements are collected. */
function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
}

const mebibyte = 1024 * 1024;

/** A file that takes all the room that is left. */
function fillUp(folder: string): void {
  const file = openSync(join(folder, 'ballast'), 'w');
  for (let size = mebibyte; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch {
      // No room for this much: less is tried.
    }
  }
  closeSync(file);
}

interface Administrator {
  readonly add: (id: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly names: () => Promise<readonly (string | null)[]>;
}

async function setUp(running: RunningProcess): Promise<Administrator> {
  const answer = await fetch(`${running.address}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'set-up' },
    body: JSON.stringify({
      link: await running.setUpLink(),
      organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' },
      name: 'First',
    }),
  });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('token' in body)) throw new Error('Set-up gave no session');
  return administrator(running, String(body.token));
}

const administrator = (running: Pick<RunningProcess, 'address'>, token: string): Administrator & { token: string } => ({
  token,
  add: (id, headers = {}) =>
    fetch(`${running.address}/api/v1/people`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `add ${id}`.replace(' ', '-'),
        ...headers,
      },
      body: JSON.stringify({ id, name: `Name of ${id}`, roles: [{ role: 'evaluator' }] }),
    }),
  names: async () => {
    const answer = await fetch(`${running.address}/api/v1/people`, { headers: { authorization: `Bearer ${token}` } });
    const body: unknown = await answer.json();
    if (typeof body !== 'object' || body === null || !('items' in body) || !Array.isArray(body.items)) {
      throw new Error(`No people were listed: ${String(answer.status)}`);
    }
    return body.items.map((item: { readonly name: string | null }) => item.name);
  },
});

// A full disk cannot be made otherwise, and the store's own contract suite fills one.
describeUnless(mayMount ? undefined : 'nobody may mount here', 'a full disk under a running Newid', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-full-'));

  beforeAll(() => {
    mount(folder, 'size=32m,mode=0700');
  });

  afterAll(() => {
    unmount(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it('stops writing with a sentence in each language, goes on reading, and loses nothing acknowledged', async () => {
    const running = await runOver(folder, 'platform');
    const { add, names } = await setUp(running);
    expect((await add('before')).status).toBe(201);
    const acknowledged = ['First', 'Name of before'];
    await running.settled();

    fillUp(folder);
    // Some room may be left within the files: what is still acknowledged there has to stay as well.
    let refused: Response | undefined;
    for (let number = 1; refused === undefined && number <= 500; number += 1) {
      const answer = await add(`late-${String(number)}`);
      if (answer.status === 201) acknowledged.push(`Name of late-${String(number)}`);
      else refused = answer;
    }

    expect(refused?.status).toBe(507);
    expect(await refused?.json()).toMatchObject({ title: 'There is no room left to save this', status: 507 });
    const inWelsh = await add('welsh', { 'accept-language': 'cy' });
    expect(inWelsh.status).toBe(507);
    expect(inWelsh.headers.get('content-language')).toBe('cy');
    expect(await names()).toEqual(expect.arrayContaining(acknowledged));

    unlinkSync(join(folder, 'ballast'));
    expect((await add('welsh')).status).toBe(201);
    acknowledged.push('Name of welsh');
    await running.settled();
    expect([...(await names())].sort()).toEqual([...acknowledged].sort());
    await running.close();
  }, 120_000);
});

describe('a data folder that cannot be written', () => {
  it('refuses the start with one sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'newid-read-only-'));
    // Root may write anywhere but on a file system that is read-only.
    const isMounted = isRoot && mount(folder, 'size=1m,ro');
    if (!isMounted) chmodSync(folder, 0o500);

    const start = runOver(folder, 'platform');

    await expect(start).rejects.toMatchObject({
      name: 'StartRefused',
      message: expect.stringMatching(
        /^The data folder \S+ cannot be written \((EROFS|EACCES)\)\. .*Nothing was changed\.$/,
      ),
    });
    expect(readdirSync(folder)).toEqual([]);
    if (isMounted) unmount(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not one that another process holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'newid-held-'));
    const running = await runOver(folder, 'platform');
    await expect(runOver(folder, 'identity-access')).rejects.toMatchObject({
      name: 'StartRefused',
      message: expect.stringContaining('Another process works in the data folder'),
    });
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);
});

describe('the master key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-master-key-'));
  const file = join(folder, 'master.key');
  let right: Buffer;
  let token: string;

  /** Of everything that holds what people gave. */
  const bytesOfData = (): string => {
    const hash = createHash('sha256');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(db|key)$/.test(name));
    for (const name of files.filter((each) => each !== 'lock.db' && each !== 'master.key').sort()) {
      hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
    }
    return hash.digest('hex');
  };

  beforeAll(async () => {
    const running = await runOver(folder, 'platform');
    const first = await setUp(running);
    token = Reflect.get(first, 'token') as string;
    expect((await first.add('kept')).status).toBe(201);
    await running.settled();
    await running.close();
    right = readFileSync(file);
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['is missing', undefined, 'master-key-missing', /Put the key back/],
    ['is cut short', Buffer.from('c2hvcnQ='), 'master-key-malformed', /Put back the master key/],
    ['is noise', randomBytes(64), 'master-key-malformed', /Put back the master key/],
    ['is another one', Buffer.from(randomBytes(32).toString('base64')), 'master-key-wrong', /master key/],
  ] as const)(
    'refuses the start when it %s, changes nothing, and with the right one all is there',
    async (_, bytes, because, says) => {
      const before = bytesOfData();
      if (bytes === undefined) unlinkSync(file);
      else writeFileSync(file, bytes);

      await expect(runOver(folder, 'platform')).rejects.toMatchObject({
        name: 'KeyUnusable',
        because,
        message: expect.stringMatching(says),
      });

      expect(existsSync(file)).toBe(bytes !== undefined);
      expect(bytesOfData()).toBe(before);
      writeFileSync(file, right);
      const running = await runOver(folder, 'platform');
      expect([...(await administrator(running, token).names())].sort()).toEqual(['First', 'Name of kept']);
      await running.close();
    },
    60_000,
  );
});
