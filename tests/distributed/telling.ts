import { setTimeout } from 'node:timers/promises';

import type { RunningNewid } from '../acceptance/running-newid.js';

const programme = 'dweud-y-newid-2026';
/** The period of the sample in which nothing was told before. */
const period = '2026-Q4';
/** Twice what a service waits for its storage, and more: a slow machine is no fault. */
const answeredWithinMs = 30_000;
const triedAgainAfterMs = 100;

export interface Told {
  readonly status: number;
  /** What was refused says so. */
  readonly text: string;
  readonly story: string | undefined;
}

/** Tells stories of one period, each under the key of its command, and looks what has become of them. */
export class Telling {
  /** Of every command that was acknowledged, by its key. */
  readonly acknowledged = new Map<string, string>();

  constructor(private readonly newid: RunningNewid) {}

  async send(address: string, key: string): Promise<Told> {
    const response = await fetch(`${address}/api/v1/programmes/${programme}/stories`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
      body: JSON.stringify({
        period,
        language: 'en',
        narrative: `The marigold at stop ${key} is watered by whoever waits.`,
        audiences: { panel: { named: false }, organisation: { named: false } },
        wordingVersion: 1,
        consentLanguage: 'en',
      }),
      signal: AbortSignal.timeout(answeredWithinMs),
    });
    const text = await response.text();
    const story = response.status === 201 ? String(Reflect.get(JSON.parse(text) as object, 'story')) : undefined;
    if (story !== undefined) this.acknowledged.set(key, story);
    return { status: response.status, text, story };
  }

  /** Each is sent again, with the same key, until it is acknowledged: what a page or a client does. */
  async tell(prefix: string, count: number, inFlight: number, untilMs: number): Promise<void> {
    const until = performance.now() + untilMs;
    let next = 0;
    const teller = async (): Promise<void> => {
      for (let at = next++; at < count; at = next++) await this.untilAcknowledged(`${prefix}-${String(at)}`, until);
    };
    await Promise.all(Array.from({ length: inFlight }, teller));
  }

  /** Resolves when so many are acknowledged. */
  async reaches(count: number, withinMs = 60_000): Promise<void> {
    const until = performance.now() + withinMs;
    while (this.acknowledged.size < count) {
      if (performance.now() > until) throw new Error(`Only ${String(this.acknowledged.size)} were acknowledged`);
      await setTimeout(5);
    }
  }

  /** Ids of the stories of the period, as story-submission lists them. */
  async listed(): Promise<string[]> {
    const evaluator = await this.newid.as('E1');
    const found: string[] = [];
    for (let after = ''; ;) {
      const { text } = await evaluator(`/api/v1/stories?programme=${programme}&period=${period}${after}`);
      const page = JSON.parse(text) as { readonly items: readonly { readonly id: string }[]; next: string | null };
      found.push(...page.items.map(({ id }) => id));
      if (page.next === null) return found;
      after = `&after=${page.next}`;
    }
  }

  /** How many impact-reporting has counted: a message that acted twice would be one more. */
  async toldInReport(): Promise<number> {
    const evaluator = await this.newid.as('E1');
    const { text } = await evaluator(`/api/v1/programmes/${programme}/periods/${period}/report`);
    return (JSON.parse(text) as { readonly counts: { readonly told: number } }).counts.told;
  }

  /** `until`: of performance.now(). */
  async untilAcknowledged(key: string, until: number): Promise<void> {
    for (;;) {
      const told = await this.send(this.newid.address, key).catch((error: unknown) => String(error));
      if (typeof told !== 'string' && told.status === 201) return;
      // Anything but an outage would be refused for ever.
      if (typeof told !== 'string' && told.status < 500) throw new Error(`${key}: ${told.text}`);
      if (performance.now() > until) throw new Error(`${key} was not acknowledged in time: ${JSON.stringify(told)}`);
      await setTimeout(triedAgainAfterMs);
    }
  }
}
