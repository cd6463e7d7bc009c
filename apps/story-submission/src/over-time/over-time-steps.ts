import type { RecordedEvent } from '#event-store/event-store.js';
import type { Unlocked } from '#key-vault/key-vault.js';

import type { Helper } from '../domain/over-time/circumstances.js';
import {
  isOverTimeEvent,
  type CircumstancesSaid,
  type OverTimeEvent,
  type PeopleNamed,
} from '../domain/over-time/events.js';

/** A step of the history of consent that changed no answer by itself. */
export interface OverTimeStep {
  readonly at: string;
  readonly what:
    | 'helped'
    | 'with-adult'
    | 'put-off'
    | 'wishes'
    | 'asked-again'
    | 'answered-again'
    | 'not-answered'
    | 'code-asked'
    | 'code-stopped'
    | 'code-replaced'
    | 'died'
    | 'decided-go-on'
    | 'decided-stop'
    | 'death-undone';
  readonly by: 'teller' | 'staff' | 'newid';
  readonly person?: {
    readonly role: Helper | NonNullable<CircumstancesSaid['data']['adult']>;
    readonly name: string | null;
  };
}

export const byWhom = (actor: string): 'teller' | 'staff' | 'newid' =>
  actor === 'anyone' ? 'teller' : actor.startsWith('system/') ? 'newid' : 'staff';

/** By the same answer of the vault as the story itself: names of those who helped are for the teller and the register. */
export const overTimeSteps = (recorded: readonly RecordedEvent[], unlocked: Unlocked): readonly OverTimeStep[] =>
  recorded.flatMap(({ event, metadata }) => {
    if (!isOverTimeEvent(event)) return [];
    const step = { at: metadata.at, by: byWhom(metadata.actor) };
    if (event.type === 'CircumstancesSaid')
      return saidSteps(event.data, unlocked).map((said) => ({ ...step, ...said }));
    const what = whatOf(event);
    return what === undefined ? [] : [{ ...step, what }];
  });

function saidSteps(
  { helper, adult, people, putOff }: CircumstancesSaid['data'],
  unlocked: Unlocked,
): readonly Pick<OverTimeStep, 'what' | 'person'>[] {
  const isOpen = people !== null && unlocked.kind === 'granted' && unlocked.classes.includes('contact');
  const names = isOpen ? unlocked.open<PeopleNamed>(people) : { helper: null, adult: null };
  return [
    ...(adult === null ? [] : [{ what: 'with-adult' as const, person: { role: adult, name: names.adult } }]),
    ...(helper === null ? [] : [{ what: 'helped' as const, person: { role: helper, name: names.helper } }]),
    ...(putOff === null ? [] : [{ what: 'put-off' as const }]),
  ];
}

function whatOf(event: Exclude<OverTimeEvent, CircumstancesSaid>): OverTimeStep['what'] | undefined {
  switch (event.type) {
    case 'WishesChanged':
      return 'wishes';
    case 'RenewalAsked':
      return 'asked-again';
    case 'RenewalAnswered':
      return 'answered-again';
    case 'RenewalLapsed':
      return 'not-answered';
    case 'CodeReplacementAsked':
      return 'code-asked';
    case 'CodeReplacementStopped':
      return 'code-stopped';
    case 'CodeReplaced':
      return 'code-replaced';
    case 'DeathTakenUp':
      return 'died';
    case 'DecidedAfterDeath':
      return `decided-${event.data.decision}`;
    case 'DeathUndoneForStory':
      return 'death-undone';
    case 'RenewalPosted':
    case 'RenewalNotSent':
    case 'CodeSheetOpened':
    case 'CodeSent':
    case 'CodeNotSent':
      return undefined;
  }
}
