import type { AwaitedItem } from '#contracts/shared/awaited.js';
import { calendarDay, type CalendarDay } from '#contracts/shared/calendar-day.js';
import type { AwaitedNow, Due } from '#service-kit/messages/awaited.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { panelId } from '../../domain/panel/panel.js';
import { letterDue, usualReminders } from '../../domain/panel/reminders.js';
import type { RoundState } from '../../domain/round/round.js';
import { isTheirTurn, nextStepFor, type NextStep } from '../../domain/sitting/next-step.js';
import { membersPresent, openRoundOf, type SittingState } from '../../domain/sitting/state.js';
import { remindersOfPanels } from '../../read-models/panels/panels.js';
import { sittings } from '../../read-models/sittings/sittings.js';
import { loadRound } from '../../reading-streams/load.js';

type About = AwaitedItem['about'];

interface Waiting {
  readonly organisation: string;
  readonly items: Map<About, AwaitedItem>;
  readonly due: Due[];
}

/** What open meetings wait for, by person, or from one; and the letters that are due about a day to answer by. */
export async function whoIsAwaited(service: ServiceRuntime, now: string, one?: string): Promise<readonly AwaitedNow[]> {
  const waiting = new Map<string, Waiting>();
  const open = service.views.stream(sittings, { index: 'byOpenness', equals: { isClosed: false } });
  for await (const { state, organisation } of open) {
    const inIt = new Set([...membersPresent(state), state.opened.facilitator]);
    const people = [...inIt].filter((person) => one === undefined || person === one);
    if (people.length === 0) continue;
    const known = await service.views.get(knownProgrammes, state.opened.programme);
    // A rehearsal that is over waits for nobody.
    if (known === undefined) continue;
    const rehearsal = known.design.rehearsal === undefined ? {} : { rehearsal: known.id };
    const today = calendarDay(now, known.design.timezone);
    const round = openRoundOf(state);
    // Of a secret round, who has answered is written down nowhere: all of them are asked until its day has gone by.
    const asked = round === undefined ? undefined : await loadRound(service.store, round.round);
    const answerBy = round?.answerBy ?? null;
    const letter = answerBy === null ? undefined : await letterOf(service, state, answerBy, today);
    for (const person of people) {
      const step = nextStepFor(person, state, asked);
      const item = awaitedIn(step, state, asked, today);
      if (item === undefined) continue;
      const before = waiting.get(person) ?? { organisation, items: new Map<About, AwaitedItem>(), due: [] };
      waiting.set(person, before);
      before.items.set(item.about, together(before.items.get(item.about), item));
      if (letter !== undefined && round !== undefined) {
        const key = `${round.round} ${answerBy ?? ''} ${letter}`;
        before.due.push({ key, remind: letter, ...rehearsal });
      }
    }
  }
  return [...waiting].map(([person, { organisation, items, due }]) => ({
    ...{ person, organisation, due },
    items: [...items.values()].sort((a, b) => (a.about < b.about ? -1 : 1)),
  }));
}

async function letterOf({ views }: ServiceRuntime, { opened }: SittingState, answerBy: string, today: CalendarDay) {
  const { programme, panel } = opened;
  const set = await views.get(remindersOfPanels, panelId(programme, panel));
  return letterDue(set ?? usualReminders, answerBy, today);
}

function awaitedIn(
  next: NextStep,
  sitting: SittingState,
  asked: RoundState | undefined,
  today: CalendarDay,
): AwaitedItem | undefined {
  if (!isTheirTurn(next, sitting, today)) return undefined;
  const dueOn = openRoundOf(sitting)?.answerBy ?? null;
  switch (next.step) {
    case 'read':
      return { about: 'read', count: next.stories.length, dueOn };
    case 'choose':
    case 'look-again': {
      const isKnown = asked?.begun.secret !== true;
      return isKnown || dueOn === null || dueOn >= today ? { about: 'choose', count: 1, dueOn } : undefined;
    }
    default:
      return { about: 'lead', count: 1, dueOn };
  }
}

function together(one: AwaitedItem | undefined, other: AwaitedItem): AwaitedItem {
  if (one === undefined) return other;
  const days = [one.dueOn, other.dueOn].filter((day) => day !== null).sort();
  return { about: one.about, count: one.count + other.count, dueOn: days[0] ?? null };
}
