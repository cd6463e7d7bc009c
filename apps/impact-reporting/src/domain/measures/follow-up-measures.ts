import type { ActionFact, Facts } from './facts.js';
import type { Series } from './measured.js';
import { seriesOf, shareOfEnough, type Frame, type Placed } from './series.js';

/** What followed: tellers told, stories checked, actions taken. */
export function followUpMeasures(facts: Facts, frame: Frame): readonly Series[] {
  const { stories, meetings, feedback, verified, actions } = facts;
  const told = new Map(stories.map((story) => [story.story, story]));

  const sent = new Map<string, boolean>();
  for (const { story, to, sentAt } of feedback ?? []) {
    if (to === 'teller') sent.set(story, (sent.get(story) ?? true) && sentAt !== null);
  }
  const considered = new Set(meetings.flatMap(({ received }) => received.map(({ story }) => story)));
  const tellers = new Map<string, { readonly period: string; isTold: boolean }>();
  for (const id of feedback === undefined ? [] : considered) {
    const story = told.get(id);
    if (story === undefined) continue;
    const key = `${story.period}\n${story.teller}`;
    const isTold = (tellers.get(key)?.isTold ?? true) && sent.get(id) === true;
    tellers.set(key, { period: story.period, isTold });
  }
  const whetherTold = [...tellers.values()].map(({ period, isTold }): Placed<boolean> => ({
    ...{ period, part: null },
    item: isTold,
  }));

  const highUp = new Set(meetings.flatMap(({ level, chosen }) => (level >= 2 ? chosen : [])));
  const whetherChecked = [...highUp].flatMap((id): Placed<boolean>[] => {
    const story = told.get(id);
    return story === undefined ? [] : [{ period: story.period, part: null, item: verified?.has(id) ?? false }];
  });

  const acted = actions.map((action): Placed<ActionFact> => ({ period: action.period, part: null, item: action }));
  const count =
    (...states: readonly ActionFact['state'][]) =>
    (items: readonly ActionFact[]): number =>
      items.filter(({ state }) => states.includes(state)).length;
  return [
    seriesOf('feedback-completion', 'share', frame, feedback === undefined ? undefined : whetherTold, (items) =>
      shareOfEnough(items.filter(Boolean).length, items.length),
    ),
    // Stories that rose are few, and shown in every report: how many of them were checked hides nobody.
    seriesOf('verification-cover', 'share', frame, verified === undefined ? undefined : whetherChecked, (items) =>
      items.length === 0 ? null : items.filter(Boolean).length / items.length,
    ),
    seriesOf('recommendations-made', 'count', frame, acted, (items) => items.length),
    seriesOf('actions-opened', 'count', frame, acted, count('doing', 'done')),
    seriesOf('actions-closed', 'count', frame, acted, count('done', 'dropped')),
  ];
}
