/** `not-scanned`: nobody looked, because no scanner is set up. */
export type ScanVerdict = 'clean' | 'infected' | 'not-scanned';

/** Looks at what people bring, before anybody may open it. What was found is not said: names of viruses help nobody here. */
export interface VirusScan {
  /** Reads as much as it needs. @throws ScanUnavailable when no answer could be had: the file is not taken then. */
  scan(file: AsyncIterable<Uint8Array>): Promise<ScanVerdict>;
}

/** For an installation that has no scanner. */
export const scansNothing: VirusScan = { scan: async () => 'not-scanned' };

export class ScanUnavailable extends Error {
  override readonly name = 'ScanUnavailable';
}
