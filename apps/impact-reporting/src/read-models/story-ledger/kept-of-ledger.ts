import type { Views } from '#projections/read-model.js';

import { ledgerVersion } from './read-ledger.js';

const programmesKept = 50;

interface OfProgramme {
  readonly programme: string;
  readonly periods: readonly string[];
  /** What else it depends on. */
  readonly laidOut?: string;
}

/**
 * What was made of the ledgers of programmes, kept for as long as nothing is added to them: 60,000 stories take a second to
 * read, and the same is asked for again and again.
 */
export class KeptOfLedger<Made> {
  readonly #kept = new Map<string, { readonly version: string; readonly made: Promise<Made> }>();

  async of(views: Views, { programme, periods, laidOut = '' }: OfProgramme, make: () => Promise<Made>): Promise<Made> {
    // Asked before the ledger is read: what comes in meanwhile is counted, and counted again at the next asking.
    const version = `${await ledgerVersion(views, programme, periods)} ${laidOut}`;
    const kept = this.#kept.get(programme);
    if (kept?.version === version) return kept.made;
    const now = { version, made: make() };
    this.#kept.delete(programme);
    this.#kept.set(programme, now);
    const [eldest] = this.#kept.keys();
    if (this.#kept.size > programmesKept && eldest !== undefined) this.#kept.delete(eldest);
    // What failed once is asked for again.
    now.made.catch(() => {
      if (this.#kept.get(programme) === now) this.#kept.delete(programme);
    });
    return now.made;
  }
}
