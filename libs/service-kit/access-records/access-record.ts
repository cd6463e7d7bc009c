import type { Access } from '#contracts/shared/access.js';
import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { DomainEvent } from '#contracts/shared/decider.js';

import { idFrom, newId } from '../ids.js';
import type { ServiceRuntime } from '../service.js';

/** `why`: what it was looked at for, as the service says it. For its own views; the audit is not told. */
export type AccessRecorded = DomainEvent<'AccessRecorded', Access & { readonly why?: string }>;

export const accessEventTypes = { AccessRecorded: { version: 1 } } as const;

export const isAccessRecorded = (event: DomainEvent): event is AccessRecorded => event.type === 'AccessRecorded';

/** One stream for a day (UTC): none grows without end. */
const accessStream = (organisation: string, day: string): string => `access/${organisation}/${day}`;

/** Entries that this process knows to be in the log already. */
const mostKnown = 50_000;

/** Writes down who saw or took what: what was seen once a day for each reason, what was taken each time. */
export class AccessRecords {
  /** Spares the store what it would find there again. Of one day. */
  readonly #known = new Set<string>();
  #day = '';

  constructor(private readonly service: ServiceRuntime) {}

  /** Resolves when it is durable. */
  async add(organisation: string, correlation: string, accessed: Omit<AccessRecorded['data'], 'at'>): Promise<void> {
    const { person, act, kind, object, why } = accessed;
    const at = this.service.clock.now();
    const day = calendarDay(at, 'UTC');
    if (day !== this.#day || this.#known.size >= mostKnown) this.#known.clear();
    this.#day = day;
    const reason = why === undefined ? [] : [why];
    const commandId =
      act === 'exported' ? newId() : idFrom('access', organisation, day, person, act, kind, object, ...reason);
    if (this.#known.has(commandId)) return;
    const event: AccessRecorded = { type: 'AccessRecorded', schemaVersion: 1, data: { ...accessed, at } };
    const metadata = { organisation, actor: person, at, correlation };
    await this.service.store.append(accessStream(organisation, day), [event], {
      ...metadata,
      expected: 'any',
      commandId,
    });
    this.#known.add(commandId);
  }
}
