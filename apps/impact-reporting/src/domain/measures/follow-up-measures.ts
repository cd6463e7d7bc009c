import type { ActionFact, FactsById, MeetingFact, StoryFact } from './facts.js';
import type { Breakdown, Series } from './measured.js';
import { partOf } from './meeting-measures.js';
import { seriesOf, sharesOf, sharesOfPeople, type Frame, type Placed, type Share } from './series.js';

/** In which part of the breakdown a story is; null: in none. */
type PartOfStory = (story: string) => string | null;

/** What followed: tellers told, stories checked, actions taken. */
export function followUpMeasures(
  facts: FactsById,
  by: Breakdown,
  partOfStory: PartOfStory,
  frame: Frame,
): readonly Series[] {
  return [
    feedbackCompletion(facts, by, partOfStory, frame),
    verificationCover(facts, by, partOfStory, frame),
    ...actionMeasures(facts, by, partOfStory, frame),
  ];
}

const isOfMeetings = (by: Breakdown): by is 'panel' | 'level' => by === 'panel' || by === 'level';

/** A teller counts once a period; in a part by what was said of their stories there. */
function feedbackCompletion(facts: FactsById, by: Breakdown, partOfStory: PartOfStory, frame: Frame): Series {
  const considered = facts.meetings.flatMap((meeting) =>
    meeting.received.flatMap(({ story: id }) => {
      const story = facts.told.get(id);
      return story === undefined ? [] : [{ story, meeting }];
    }),
  );
  const sent = sentTo(facts, (story) => story);
  const whole = tellersTold(considered, sent, ({ story }) => ({ part: null, of: story.story }));
  const inMeeting = (story: string, sitting: string): string => `${story}\n${sitting}`;
  const inParts = isOfMeetings(by)
    ? tellersTold(considered, sentTo(facts, inMeeting), ({ story, meeting }) => ({
        part: partOf(meeting, by),
        of: inMeeting(story.story, meeting.id),
      }))
    : tellersTold(considered, sent, ({ story }) => ({ part: partOfStory(story.story), of: story.story }));
  return sharesOfPeople('feedback-completion', frame, facts.feedback === undefined ? undefined : whole, inParts);
}

/** Whether all that was to be said to a teller was sent. */
function sentTo(
  { feedback = [] }: FactsById,
  keyOf: (story: string, sitting: string) => string,
): ReadonlyMap<string, boolean> {
  const sent = new Map<string, boolean>();
  for (const { story, sitting, to, sentAt } of feedback) {
    const key = keyOf(story, sitting);
    if (to === 'teller') sent.set(key, (sent.get(key) ?? true) && sentAt !== null);
  }
  return sent;
}

interface Considered {
  readonly story: StoryFact;
  readonly meeting: MeetingFact;
}

function tellersTold(
  considered: readonly Considered[],
  sent: ReadonlyMap<string, boolean>,
  placeOf: (considered: Considered) => { readonly part: string | null; readonly of: string },
): readonly Placed<Share>[] {
  const tellers = new Map<string, { readonly period: string; readonly part: string | null; isTold: boolean }>();
  for (const each of considered) {
    const { period, teller } = each.story;
    const { part, of } = placeOf(each);
    const key = `${period}\n${part === null ? '' : `in ${part}`}\n${teller}`;
    const isTold = (tellers.get(key)?.isTold ?? true) && sent.get(of) === true;
    tellers.set(key, { period, part, isTold });
  }
  return [...tellers.values()].map(({ period, part, isTold }) => ({
    period,
    part,
    item: { of: isTold ? 1 : 0, all: 1 },
  }));
}

/** Of stories that were not taken back: what was cannot be checked any more. */
function verificationCover(
  { told, meetings, verified }: FactsById,
  by: Breakdown,
  partOfStory: PartOfStory,
  frame: Frame,
) {
  const placed = new Map<string, Placed<StoryFact>>();
  for (const meeting of meetings.filter(({ level }) => level >= 2)) {
    for (const id of meeting.chosen) {
      const story = told.get(id);
      if (story === undefined || story.isWithdrawn) continue;
      const part = isOfMeetings(by) ? partOf(meeting, by) : partOfStory(id);
      placed.set(JSON.stringify([id, part]), { period: story.period, part, item: story });
    }
  }
  const chosen = [...placed.values()];
  const isChecked = ({ story }: StoryFact): boolean => verified.has(story);
  // Stories that rose are few, and every report shows them with their domain and panel: how many of them were checked
  // hides nobody. Of other attributes it would say who told them.
  if (by !== 'none' && by !== 'domain' && !isOfMeetings(by)) {
    const shares = chosen.map(({ item, ...place }) => ({ ...place, item: { of: isChecked(item) ? 1 : 0, all: 1 } }));
    return sharesOf('verification-cover', frame, shares);
  }
  return seriesOf('verification-cover', 'share', frame, chosen, (items) => {
    const each = [...new Set(items)];
    return each.length === 0 ? null : each.filter(isChecked).length / each.length;
  });
}

/** Of the domains of the stories that a recommendation comes from, and of the panels of its meetings. */
function actionMeasures(
  { actions, meetings }: FactsById,
  by: Breakdown,
  partOfStory: PartOfStory,
  frame: Frame,
): readonly Series[] {
  if (by !== 'none' && by !== 'domain' && !isOfMeetings(by)) return [];
  const ofMeetings = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  const partsOf = ({ stories, sittings }: ActionFact): readonly (string | null)[] => {
    const inMeetings = sittings.flatMap((sitting) => {
      const meeting = ofMeetings.get(sitting);
      return meeting === undefined ? [] : [partOf(meeting, by)];
    });
    const parts = isOfMeetings(by) ? inMeetings : [...stories.map(partOfStory), ...inMeetings];
    return [...new Set(parts)];
  };
  const count =
    (...states: readonly ActionFact['state'][]) =>
    (items: readonly ActionFact[]): number =>
      new Set(items.filter(({ state }) => states.includes(state))).size;
  const placed = actions.flatMap((action): readonly Placed<ActionFact>[] => {
    const parts = by === 'none' ? [] : partsOf(action);
    return (parts.length === 0 ? [null] : parts).map((part) => ({ period: action.period, part, item: action }));
  });
  return [
    seriesOf('recommendations-made', 'count', frame, placed, count('open', 'doing', 'done', 'dropped')),
    seriesOf('actions-opened', 'count', frame, placed, count('doing', 'done')),
    seriesOf('actions-closed', 'count', frame, placed, count('done', 'dropped')),
  ];
}
