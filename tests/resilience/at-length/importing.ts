import { setTimeout } from 'node:timers/promises';

import type { RunningNewid } from '../../acceptance/running-newid.js';

const programme = 'dweud-y-newid-2026';
const period = '2026-Q1';
const triedAgainAfterMs = 250;

/** Brings in files of stories; each is acknowledged as a whole, and every row of it is one append and more. */
export class Importing {
  /** References of all rows of files that were acknowledged and have ended. */
  readonly brought: string[] = [];
  #files = 0;
  #token: string | undefined;

  constructor(private readonly newid: RunningNewid) {}

  async bringIn(rows: number): Promise<void> {
    this.#files += 1;
    const references = Array.from({ length: rows }, (_, at) => `R${String(this.#files)}-${String(at)}`);
    const lines = references.map((each) => `${each},"The story of ${each}, told on a bus",panel,${period},2026-02-03`);
    const csv = ['external_id,narrative,consent_audience,period,told_on', ...lines, ''].join('\n');
    const key = crypto.randomUUID();
    const begun = await this.#surely<{ readonly import: string }>(`/api/v1/programmes/${programme}/imports`, 202, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': key },
      body: csv,
    });
    for (;;) {
      const seen = await this.#surely<{
        readonly state: string;
        readonly counts: { readonly rejected: number } | null;
      }>(`/api/v1/imports/${begun.import}`, 200);
      if (seen.state === 'failed' || (seen.counts?.rejected ?? 0) > 0) throw new Error(JSON.stringify(seen));
      if (seen.state === 'ended') break;
      await setTimeout(triedAgainAfterMs);
    }
    this.brought.push(...references);
  }

  /** References of the stories of the period that came in files, as story-submission lists them. */
  async listed(): Promise<string[]> {
    const found: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page: { readonly items: readonly { readonly reference: string }[]; readonly next: string | null } =
        await this.#surely(`/api/v1/stories?programme=${programme}&order=reference${after}`, 200);
      found.push(...page.items.map(({ reference }) => reference));
      next = page.next;
    }
    return found.filter((reference) => /^R\d+-\d+$/.test(reference));
  }

  /** Asked again, with the same key, until it is answered: services are killed meanwhile. */
  async #surely<Answer>(path: string, status: number, init: RequestInit = {}): Promise<Answer> {
    for (;;) {
      try {
        this.#token ??= tokenIn(await this.newid.enter('E1'));
        const response = await fetch(`${this.newid.address}${path}`, {
          ...init,
          headers: { accept: 'application/json', authorization: `Bearer ${this.#token}`, ...init.headers },
        });
        const text = await response.text();
        if (response.status === status) return JSON.parse(text) as Answer;
        if (response.status < 500) throw new Refused(text);
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      await setTimeout(triedAgainAfterMs);
    }
  }
}

/** A refusal has none. */
function tokenIn(answered: string | undefined): string {
  if (answered === undefined) throw new Error('Nobody was let in');
  return answered;
}

/** Would be refused for ever. */
class Refused extends Error {
  override readonly name = 'Refused';
}
