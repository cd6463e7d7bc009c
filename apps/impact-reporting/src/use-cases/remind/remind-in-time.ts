import { isHeldFor } from '#access/principal.js';
import type { AwaitedItem } from '#contracts/shared/awaited.js';
import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { EventStore } from '#event-store/event-store.js';
import { noteAwaited, type AwaitedNow } from '#service-kit/messages/awaited.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { followUpAwaited, type OpenFollowUp } from '../../domain/follow-up/follow-up.js';
import { actions } from '../../read-models/actions/actions.js';
import { KeptOfLedger } from '../../read-models/story-ledger/kept-of-ledger.js';
import { readLedger, type Ledger } from '../../read-models/story-ledger/read-ledger.js';

const everyMs = 60 * 60_000;

/** Evaluators see to what follows: all of it of the programmes that are theirs. Of all organisations, or of one. */
export async function noteFollowUp(service: ServiceRuntime, now: string, of?: string): Promise<void> {
  const { views } = service;
  const evaluators = new Map<string, AwaitedNow>();
  for await (const { id: programme, organisation, design } of views.stream(knownProgrammes, {
    index: 'byOrganisation',
    ...(of === undefined ? {} : { equals: { organisation: of } }),
  })) {
    const { toTell, toCheck } = await waitingIn(service, programme, design);
    const toFollow: OpenFollowUp['actions'][number][] = [];
    for await (const { state, due } of views.stream(actions, { index: 'byProgramme', equals: { programme } })) {
      toFollow.push({ state, due });
    }
    const dayOf = (at: string) => calendarDay(at, design.timezone);
    const toDo = { programme, toTell: toTell.map(dayOf), toCheck: toCheck.map(dayOf), actions: toFollow };
    const open = followUpAwaited(toDo, dayOf(now));
    if (open.items.length === 0) continue;
    const rehearsal = design.rehearsal === undefined ? {} : { rehearsal: programme };
    const due = open.due.map((each) => ({ ...each, ...rehearsal }));
    for await (const { id: person, roles } of views.stream(knownPeople, {
      index: 'byOrganisation',
      equals: { organisation },
    })) {
      if (!roles.some((held) => held.role === 'evaluator' && isHeldFor(held, { programme }))) continue;
      const before = evaluators.get(person) ?? { person, organisation, items: [], due: [] };
      evaluators.set(person, {
        ...{ person, organisation, due: [...before.due, ...due] },
        items: together([...before.items, ...open.items]),
      });
    }
  }
  await noteAwaited(service, [...evaluators.values()], now, of);
}

/** By service. An hour later, or when an action was followed, most ledgers are as they were. */
const kept = new WeakMap<EventStore, KeptOfLedger<Pick<Ledger, 'toTell' | 'toCheck'>>>();

function waitingIn({ store, views }: ServiceRuntime, programme: string, { periods }: ProgrammeDesign) {
  const ofService = kept.get(store) ?? new KeptOfLedger();
  kept.set(store, ofService);
  return ofService.of(views, { programme, periods: periods.map(({ id }) => id) }, async () => {
    const { toTell, toCheck } = await readLedger(views, programme);
    return { toTell, toCheck };
  });
}

/** Of several programmes: how much there is of each kind, and its first day. */
function together(items: readonly AwaitedItem[]): readonly AwaitedItem[] {
  const byKind = new Map<AwaitedItem['about'], AwaitedItem>();
  for (const item of items) {
    const before = byKind.get(item.about);
    const days = [before?.dueOn ?? null, item.dueOn].filter((day) => day !== null).sort();
    const count = (before?.count ?? 0) + item.count;
    byKind.set(item.about, { about: item.about, count, dueOn: days[0] ?? null });
  }
  return [...byKind.values()];
}

export const remindOfFollowUp = repeatedWork({
  name: 'remind-of-follow-up',
  everyMs,
  failed: 'What follows meetings could not be noted',
  act: (service) => noteFollowUp(service, service.clock.now()),
});
