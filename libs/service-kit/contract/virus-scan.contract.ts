import { ScanUnavailable, type ScanVerdict, type VirusScan } from '../files/virus-scan.js';

/** The harmless file that every scanner has to find (EICAR). In two halves, so that no scanner finds this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

interface Scanner {
  readonly scanner: VirusScan;
  close(): Promise<void>;
}

/** `finds`: what it says of a harmless file and of an infected one. */
export function virusScanContract(
  name: string,
  newScanner: () => Promise<Scanner>,
  finds: { readonly harmless: ScanVerdict; readonly infected: ScanVerdict },
): void {
  describe(`scanning what people bring, ${name}`, () => {
    let open: Scanner;
    beforeEach(async () => {
      open = await newScanner();
    });
    afterEach(() => open.close());

    async function* inPieces(content: Buffer, size: number): AsyncIterable<Uint8Array> {
      for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
    }

    it.each([0, 1, 64 * 1024, 3_000_000])('answers for a harmless file of %d bytes', async (length) => {
      expect(await open.scanner.scan(inPieces(Buffer.alloc(length, 7), 100_003))).toBe(finds.harmless);
    });

    it('answers for an infected one, also where the sign lies across two pieces', async () => {
      const infected = Buffer.concat([Buffer.alloc(64 * 1024 - 20), Buffer.from(eicar), Buffer.alloc(500_000)]);
      expect(await open.scanner.scan(inPieces(infected, 64 * 1024))).toBe(finds.infected);
    });

    it('answers several at once', async () => {
      const files = [Buffer.from(eicar), Buffer.alloc(10), Buffer.from(eicar), Buffer.alloc(10)];
      const { harmless, infected } = finds;
      expect(await Promise.all(files.map((file) => open.scanner.scan(inPieces(file, 9))))).toEqual([
        infected,
        harmless,
        infected,
        harmless,
      ]);
    });

    it('says of a file that breaks off that it could not be looked at', async () => {
      async function* broken(): AsyncIterable<Uint8Array> {
        yield Buffer.alloc(10);
        throw new Error('The file ends early');
      }
      if (finds.harmless !== 'not-scanned') await expect(open.scanner.scan(broken())).rejects.toThrow(ScanUnavailable);
    });
  });
}
