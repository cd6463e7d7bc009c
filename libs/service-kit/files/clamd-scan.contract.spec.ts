import { ClamdScan } from './clamd-scan.js';
import { eicar, virusScanContract } from '../contract/virus-scan.contract.js';
import { scannerOf } from '../configuration/scanner-of.js';
import { startFakeClamd } from '../testing/fake-clamd.js';
import { ScanUnavailable, scansNothing } from './virus-scan.js';

const at = '127.0.0.1';

async function* bytes(content: Buffer): AsyncIterable<Uint8Array> {
  yield content;
}

virusScanContract(
  'by a clamd',
  async () => {
    const clamd = await startFakeClamd({ finds: eicar });
    return { scanner: new ClamdScan({ host: at, port: clamd.port }), close: () => clamd.close() };
  },
  { harmless: 'clean', infected: 'infected' },
);

virusScanContract('by nobody', async () => ({ scanner: scansNothing, close: async () => undefined }), {
  harmless: 'not-scanned',
  infected: 'not-scanned',
});

describe('a clamd', () => {
  it('is sent the whole file, and nothing else', async () => {
    const clamd = await startFakeClamd({ finds: eicar });
    await new ClamdScan({ host: at, port: clamd.port }).scan(bytes(Buffer.alloc(200_001)));
    expect(clamd.taken).toEqual([200_001]);
    await clamd.close();
  });

  it.each([
    ['finds a file too large', { finds: eicar, largest: 100_000 }, undefined],
    ['says nothing', { finds: eicar, hangs: true }, 50],
  ])('that %s is no leave to take the file', async (_, behaviour, patienceMs) => {
    const clamd = await startFakeClamd(behaviour);
    const scanner = new ClamdScan({ host: at, port: clamd.port, ...(patienceMs === undefined ? {} : { patienceMs }) });
    await expect(scanner.scan(bytes(Buffer.alloc(2_000_000)))).rejects.toThrow(ScanUnavailable);
    await clamd.close();
  });

  it('that is not there is no leave to take the file', async () => {
    const clamd = await startFakeClamd({ finds: eicar });
    await clamd.close();
    const scanner = new ClamdScan({ host: at, port: clamd.port });
    await expect(scanner.scan(bytes(Buffer.alloc(10)))).rejects.toThrow(ScanUnavailable);
  });
});

describe('which scanner is asked', () => {
  const warnings: string[] = [];
  const log = { warn: (_: object, message: string) => void warnings.push(message) };

  it('is the clamd that is named', async () => {
    const clamd = await startFakeClamd({ finds: eicar });
    const scanner = scannerOf({ NEWID_MODE: 'production', NEWID_CLAMD: `${at}:${String(clamd.port)}` }, log);
    expect(await scanner.scan(bytes(Buffer.from(eicar)))).toBe('infected');
    expect(warnings).toEqual([]);
    await clamd.close();
  });

  it('is nobody where none is named, and whoever runs it for real people is told so', () => {
    expect(scannerOf({ NEWID_MODE: 'try-it' }, log)).toBe(scansNothing);
    expect(warnings).toEqual([]);
    expect(scannerOf({ NEWID_MODE: 'production' }, log)).toBe(scansNothing);
    expect(warnings).toEqual([expect.stringContaining('not scanned')]);
  });
});
