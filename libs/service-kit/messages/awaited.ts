import type { Awaited, AwaitedItem, Remind } from '#contracts/shared/awaited.js';
import type { Contract } from '#contracts/shared/contract.js';
import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { newId } from '../ids.js';
import { messageFrom } from './message-from.js';
import type { ServiceRuntime } from '../service.js';

/** What a service waits for from a person changed, or a day came on which they are to be written to. */
export type AwaitedNoted = DomainEvent<
  'AwaitedNoted',
  {
    readonly person: string;
    readonly items: readonly AwaitedItem[];
    readonly remind: Remind | null;
    /** Where it is practice: one letter a programme, that is sent to nobody. */
    readonly rehearsed?: readonly { readonly programme: string; readonly remind: Remind }[];
    /** Of which days the letter is: no other is sent of them. */
    readonly reminded: readonly string[];
  }
>;

export const awaitedEventTypes = { AwaitedNoted: { version: 1 } } as const;
const isAwaitedNoted = (event: DomainEvent): event is AwaitedNoted => event.type === 'AwaitedNoted';

const streamOf = (person: string): string => `awaited/${person}`;

interface Noted {
  readonly items: readonly AwaitedItem[];
  readonly reminded: ReadonlySet<string>;
}

const awaitedDecider: Decider<Noted, AwaitedNoted> = {
  initialState: { items: [], reminded: new Set() },
  evolve: ({ reminded }, { data }) => ({
    items: data.items,
    reminded: data.reminded.length === 0 ? reminded : new Set([...reminded, ...data.reminded]),
  }),
};

/** A day that calls for a letter, named so that it is known again. */
export interface Due {
  readonly key: string;
  readonly remind: Remind;
  /** The programme, where it was made for practice: nobody is written to because of it. */
  readonly rehearsal?: string;
}

export interface AwaitedNow {
  readonly person: string;
  readonly organisation: string;
  readonly items: readonly AwaitedItem[];
  readonly due: readonly Due[];
}

interface AwaitedDocument {
  /** The person. */
  readonly id: string;
  readonly organisation: string;
  readonly isAwaited: boolean;
}

const awaitedPeople = collection<AwaitedDocument>()('awaited-people', { byAwaited: ['isAwaited'] });

export const awaitedPeopleModel: ReadModel = {
  name: 'awaited-people',
  version: 1,
  collections: [awaitedPeople],
  project({ event, metadata }, changes) {
    if (!isAwaitedNoted(event)) return;
    const { person: id, items } = event.data;
    changes.put(awaitedPeople, { id, organisation: metadata.organisation, isAwaited: items.length > 0 });
  },
};

/** Where nothing was noted for somebody, nothing that they do takes it away. */
export const isAwaited = async ({ views }: Pick<ServiceRuntime, 'views'>, person: string): Promise<boolean> =>
  (await views.get(awaitedPeople, person))?.isAwaited ?? false;

/**
 * Writes down what changed since it was last noted, and for whom nothing is left: of all, or of one organisation. Several
 * instances may do so at once: what is noted already is not noted again, and no day is reminded of twice.
 */
export async function noteAwaited(
  service: ServiceRuntime,
  awaited: readonly AwaitedNow[],
  at: string,
  of?: string,
): Promise<void> {
  const now = new Map(awaited.map((each) => [each.person, each]));
  for await (const { id: person, organisation } of service.views.stream(awaitedPeople, {
    index: 'byAwaited',
    equals: { isAwaited: true },
  })) {
    if (of !== undefined && of !== organisation) continue;
    if (!now.has(person)) now.set(person, { person, organisation, items: [], due: [] });
  }
  for (const each of now.values()) await noteForOne(service, each, at);
}

/** The same for one person. */
export async function noteForOne({ store }: ServiceRuntime, now: AwaitedNow, at: string): Promise<void> {
  const { person, organisation, items, due } = now;
  const commandId = newId();
  const context = { commandId, organisation, actor: 'system/awaited', at, correlation: commandId };
  await store.execute(streamOf(person), context, awaitedDecider, (state): readonly AwaitedNoted[] => {
    const fresh = due.filter(({ key }) => !state.reminded.has(key));
    if (fresh.length === 0 && JSON.stringify(items) === JSON.stringify(state.items)) return [];
    const rehearsals = [...new Set(fresh.flatMap(({ rehearsal }) => rehearsal ?? []))];
    const rehearsed = rehearsals.flatMap((programme) => {
      const remind = letterOf(fresh.filter(({ rehearsal }) => rehearsal === programme));
      return remind === null ? [] : [{ programme, remind }];
    });
    const data = {
      ...{ person, items, remind: letterOf(fresh.filter(({ rehearsal }) => rehearsal === undefined)) },
      ...(rehearsed.length === 0 ? {} : { rehearsed }),
      reminded: fresh.map(({ key }) => key),
    };
    return [{ type: 'AwaitedNoted', schemaVersion: 1, data }];
  });
}

/** One letter says it of several days: the later word where they differ. */
const letterOf = (due: readonly Due[]): Remind | null =>
  due.some(({ remind }) => remind === 'after') ? 'after' : (due[0]?.remind ?? null);

/** Of a contract whose data is Awaited. */
export function* awaitedMessage(recorded: RecordedEvent, contract: Contract<typeof Awaited>): Iterable<Message> {
  const { event, metadata, streamVersion: revision } = recorded;
  if (!isAwaitedNoted(event)) return;
  const { person, items, remind, rehearsed } = event.data;
  const practised = rehearsed === undefined ? {} : { rehearsed: [...rehearsed] };
  yield messageFrom(recorded, contract, { person, items: [...items], remind, ...practised, at: metadata.at, revision });
}
