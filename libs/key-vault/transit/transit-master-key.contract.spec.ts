import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeCertificate } from '#mail/testing/mail-server.js';

import { describeMasterKey } from '../contract/master-key.contract.js';
import { SealBroken } from '../key-vault.js';
import { startTransitServer, type TransitAnswered, type TransitServer } from '../testing/transit-server.js';
import { transitMasterKey } from './transit-master-key.js';
import { transitSettings, type TransitSettings } from './transit-settings.js';

interface Exchanges {
  readonly exchanges: readonly {
    readonly what: string;
    readonly request: { readonly method: string; readonly path: string; readonly body: object };
    readonly response: TransitAnswered;
  }[];
  readonly refusals: readonly {
    readonly what: string;
    readonly response: TransitAnswered;
    readonly because: string;
    readonly names: string;
  }[];
  readonly broken: readonly TransitAnswered[];
}

const { exchanges, refusals, broken } = JSON.parse(
  readFileSync(new URL('transit-exchanges.json', import.meta.url), 'utf8'),
) as Exchanges;
const epochKey = Buffer.alloc(32, 7);
const box = 'vault:v1:bm90IGEgcmVhbCBjaXBoZXJ0ZXh0LCBvbmx5IG9uZSBvZiB0aGlzIGZvcm0=';
const folder = mkdtempSync(join(tmpdir(), 'newid-transit-'));
const tokenFile = join(folder, 'token');
writeFileSync(tokenFile, 'hvs.a-token-of-the-test\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const settingsFor = (server: TransitServer, more: Partial<TransitSettings> = {}): TransitSettings => ({
  ...{ server: server.url, mount: 'transit', key: 'newid', tokenFile, patienceMs: 5_000 },
  ...more,
});

describeMasterKey('of a transit engine', async () => {
  const server = await startTransitServer();
  return {
    one: () => transitMasterKey(settingsFor(server)),
    another: () => transitMasterKey(settingsFor(server, { key: 'another' })),
    end: () => server.close(),
  };
});

describe('a transit engine', () => {
  let server: TransitServer;
  beforeEach(async () => {
    server = await startTransitServer();
  });
  afterEach(() => server.close());

  it('is asked and answers as its API is documented', async () => {
    server.answers(({ method, path, body }) => {
      const found = exchanges.find(({ request }) => request.path === path);
      expect({ method, path, body }).toEqual(found?.request);
      return found?.response ?? { status: 404, body: { errors: [] } };
    });
    const key = transitMasterKey(settingsFor(server, { namespace: 'health/newid' }));
    expect(await key.wrap(1, epochKey)).toBe(box);
    expect(await key.unwrap(1, box)).toEqual(epochKey);
    expect(await key.rewrap?.(box)).toMatch(/^vault:v2:/);
    expect(server.asked.map(({ path }) => path)).toEqual(exchanges.map(({ request }) => request.path));
    for (const { headers } of server.asked) {
      expect(headers).toMatchObject({
        'x-vault-token': 'hvs.a-token-of-the-test',
        'x-vault-namespace': 'health/newid',
        'x-vault-request': 'true',
      });
    }
  });

  it.each(refusals)('says what to do: $what', async ({ response, because, names }) => {
    server.answers(() => response);
    const refused = transitMasterKey(settingsFor(server)).unwrap(1, box);
    await expect(refused).rejects.toMatchObject({ because });
    await expect(refused).rejects.toThrow(names);
    await expect(refused).rejects.not.toThrow('hvs.');
  });

  it.each(broken)('that cannot open what it is given says so: $body.errors.0', async (response) => {
    server.answers(() => response);
    await expect(transitMasterKey(settingsFor(server)).unwrap(1, box)).rejects.toThrow(SealBroken);
  });

  it('that does not answer in time, or is not there, is away', async () => {
    server.answers('never');
    const patient = transitMasterKey(settingsFor(server, { patienceMs: 100 }));
    await expect(patient.wrap(1, epochKey)).rejects.toMatchObject({ because: 'key-service-away' });
    await expect(patient.wrap(1, epochKey)).rejects.toThrow('(timeout)');
    const elsewhere = new URL('http://127.0.0.1:1');
    const nobody = transitMasterKey({ ...settingsFor(server), server: elsewhere });
    await expect(nobody.wrap(1, epochKey)).rejects.toThrow('(ECONNREFUSED)');
  });

  it('is believed over TLS only with a certificate that is trusted', async () => {
    const certificate = makeCertificate();
    const overTls = await startTransitServer(certificate);
    try {
      const trusting = transitMasterKey(settingsFor(overTls, { ca: certificate.cert }));
      expect(await trusting.unwrap(1, await trusting.wrap(1, epochKey))).toEqual(epochKey);
      const strange = transitMasterKey(settingsFor(overTls));
      await expect(strange.wrap(1, epochKey)).rejects.toThrow('(DEPTH_ZERO_SELF_SIGNED_CERT)');
      expect(overTls.asked).toHaveLength(2);
    } finally {
      await overTls.close();
    }
  });

  it('wraps by its newest version what an older one wrapped, and a renewed token is taken up', async () => {
    const key = transitMasterKey(settingsFor(server));
    const old = await key.wrap(1, epochKey);
    server.rotate();
    writeFileSync(tokenFile, 'hvs.renewed');
    const again = (await key.rewrap?.(old)) ?? '';
    expect([old.slice(0, 9), again.slice(0, 9)]).toEqual(['vault:v1:', 'vault:v2:']);
    expect(await key.unwrap(1, again)).toEqual(epochKey);
    expect(server.asked.at(-1)?.headers['x-vault-token']).toBe('hvs.renewed');
    writeFileSync(tokenFile, 'hvs.a-token-of-the-test\n');
  });
});

describe('settings of a key service', () => {
  const given = {
    NEWID_KMS_URL: 'https://vault.example:8200',
    NEWID_KMS_KEY: 'newid',
    NEWID_KMS_TOKEN_FILE: tokenFile,
  };

  it('are none where none is named, and its engine is at transit unless said otherwise', () => {
    expect(transitSettings({})).toBeUndefined();
    expect(transitSettings(given)).toMatchObject({ mount: 'transit', key: 'newid', tokenFile });
    expect(transitSettings({ ...given, NEWID_KMS_MOUNT: 'health/transit' })?.mount).toBe('health/transit');
  });

  it.each([
    ['NEWID_KMS_URL', 'vault.example'],
    ['NEWID_KMS_URL', 'http://vault.example:8200'],
    ['NEWID_KMS_URL', 'https://user:secret@vault.example'],
    ['NEWID_KMS_KEY', '../sys/seal'],
    ['NEWID_KMS_KEY', undefined],
    ['NEWID_KMS_MOUNT', '/transit'],
    ['NEWID_KMS_TOKEN_FILE', undefined],
    ['NEWID_KMS_NAMESPACE', 'a\nb'],
    ['NEWID_KMS_CA_FILE', '/no/such/file'],
  ])('%s=%s is refused, without its value where that may be secret', (name, value) => {
    const refused = (): unknown => transitSettings({ ...given, [name]: value });
    expect(refused).toThrow(name);
    expect(refused).not.toThrow('secret@');
  });

  it('that say nothing are refused as well', () => {
    expect(() => transitSettings({ NEWID_KMS_KEY: 'newid' })).toThrow(
      'NEWID_KMS_KEY says nothing without NEWID_KMS_URL',
    );
  });
});
