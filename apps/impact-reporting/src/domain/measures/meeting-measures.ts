import { beginningOf, isCalendarDay } from '#contracts/shared/calendar-day.js';

import type { FactsById, MeetingFact } from './facts.js';
import type { Breakdown, Figures, MeasureName, Series } from './measured.js';
import { medianOfEnough, seriesOf, sharesOf, type Frame, type Placed, type Share } from './series.js';

type Round = MeetingFact['rounds'][number];

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/**
 * Meetings are no persons: how many there were is shown however few. Where panels that had met met again together, that
 * is no further meeting of any of them: it would count the same people and stories twice.
 */
export function meetingMeasures(
  all: readonly MeetingFact[],
  by: 'none' | 'domain' | 'panel' | 'level',
  frame: Frame,
): readonly Series[] {
  const meetings = all.filter(({ plenaryOf }) => plenaryOf.length === 0);
  const placed = <Item>(itemsOf: (meeting: MeetingFact) => readonly Item[]): readonly Placed<Item>[] =>
    meetings.flatMap((meeting) =>
      itemsOf(meeting).map((item) => ({ period: meeting.period, part: partOf(meeting, by), item })),
    );
  const rounds = placed((meeting) => meeting.rounds);
  const closed = placed((meeting) => [meeting]);
  return [
    seriesOf('meetings-closed', 'count', frame, closed, (items) => items.length),
    sharesOf('participation', frame, rounds.map(participation)),
    sharesOf('reasons-rate', frame, rounds.flatMap(reasonsRate)),
    seriesOf(
      'median-reason-length',
      'characters',
      frame,
      placed(({ reasonLengths }) => reasonLengths),
      medianOfEnough,
    ),
    seriesOf('rounds-to-outcome', 'rounds', frame, closed, (items) =>
      items.length === 0 ? null : sumOf(items, (meeting) => meeting.rounds.length) / items.length,
    ),
    seriesOf('dissent-rate', 'share', frame, closed, (items) =>
      items.length === 0 ? null : items.filter(({ hasDissent }) => hasDissent).length / items.length,
    ),
  ];
}

/** Meetings that looked at every domain: in none of them, and no story without one. */
export const everyDomain = '*';

export function partOf(meeting: MeetingFact, by: Breakdown): string | null {
  if (by === 'domain') return meeting.domain ?? everyDomain;
  if (by === 'panel') return meeting.panel;
  return by === 'level' ? String(meeting.level) : null;
}

const participation = ({ item: { answered, entitled }, ...place }: Placed<Round>): Placed<Share> => ({
  ...place,
  item: { of: answered, all: entitled },
});

const reasonsRate = ({ item: { answered, withReason }, ...place }: Placed<Round>): readonly Placed<Share>[] =>
  withReason === null ? [] : [{ ...place, item: { of: withReason, all: answered } }];

/** Days between moments, in whole and parts. Told dates have no time: they count from the beginning of their day where the programme runs. */
function daysCounted(timeZone: string): (from: string, to: string) => number {
  // The same days come again and again among 60,000 stories.
  const instants = new Map<string, number>();
  const instantOf = (when: string): number => {
    let instant = instants.get(when);
    if (instant === undefined) {
      instant = isCalendarDay(when) ? beginningOf(when, timeZone) : Date.parse(when);
      instants.set(when, instant);
    }
    return instant;
  };
  return (from, to) => (instantOf(to) - instantOf(from)) / 86_400_000;
}

/** When stories were first read and first decided on, by the part of the breakdown and by story. */
type Reached = ReadonlyMap<
  string | null,
  ReadonlyMap<string, { readonly read: string | null; readonly decided: string }>
>;

function reachedIn(
  meetings: readonly MeetingFact[],
  partFor: (story: string, meeting: MeetingFact) => string | null,
): Reached {
  const reached = new Map<string | null, Map<string, { read: string | null; decided: string }>>();
  for (const meeting of meetings) {
    for (const { story, firstReadAt } of meeting.received) {
      const part = partFor(story, meeting);
      const inPart = reached.get(part) ?? new Map<string, { read: string | null; decided: string }>();
      reached.set(part, inPart);
      const known = inPart.get(story);
      if (known === undefined) {
        inPart.set(story, { read: firstReadAt, decided: meeting.closedAt });
        continue;
      }
      if (firstReadAt !== null && (known.read === null || firstReadAt < known.read)) known.read = firstReadAt;
      if (meeting.closedAt < known.decided) known.decided = meeting.closedAt;
    }
  }
  return reached;
}

/** A story that several panels had waits once in the whole, and in each of them. */
function withParts(all: Series, broken: Series): Series {
  const of = (whole: Figures, parts: Figures | undefined): Figures => ({ ...whole, parts: parts?.parts ?? [] });
  return {
    ...all,
    periods: all.periods.map((figures, at) => of(figures, broken.periods[at])),
    overall: of(all.overall, broken.overall),
  };
}

/** How long stories wait: until somebody first reads them, until a meeting first decides, until their tellers hear. */
export function waitingMeasures(
  { told, meetings, feedback }: Pick<FactsById, 'told' | 'meetings' | 'feedback'>,
  by: Breakdown,
  partOfStory: (story: string) => string | null,
  frame: Frame,
  timeZone: string,
): readonly Series[] {
  const daysBetween = daysCounted(timeZone);
  const isOfMeetings = by === 'panel' || by === 'level';
  const once = reachedIn(meetings, (story) => (isOfMeetings ? null : partOfStory(story)));
  const inEach = isOfMeetings ? reachedIn(meetings, (_, meeting) => partOf(meeting, by)) : once;
  const days = (
    measure: MeasureName,
    span: (story: { readonly toldOn: string; readonly read: string | null; readonly decided: string }) => number | null,
  ): Series => {
    const placedOf = (reached: Reached): readonly Placed<number>[] =>
      [...reached].flatMap(([part, inPart]) => {
        const placed: Placed<number>[] = [];
        for (const [id, { read, decided }] of inPart) {
          const story = told.get(id);
          const item = story === undefined ? null : span({ toldOn: story.toldOn, read, decided });
          // A date of telling that lies after the reading was written down later: it says nothing of waiting.
          if (story !== undefined && item !== null && item >= 0) placed.push({ period: story.period, part, item });
        }
        return placed;
      });
    const all = seriesOf(measure, 'days', frame, placedOf(once), medianOfEnough);
    return isOfMeetings ? withParts(all, seriesOf(measure, 'days', frame, placedOf(inEach), medianOfEnough)) : all;
  };
  const ofMeetings = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  const fedBack = feedback?.flatMap((item): Placed<number>[] => {
    const story = told.get(item.story);
    if (item.to !== 'teller' || item.sentAt === null || story === undefined) return [];
    const meeting = ofMeetings.get(item.sitting);
    const part = !isOfMeetings ? partOfStory(item.story) : meeting === undefined ? null : partOf(meeting, by);
    return [{ period: story.period, part, item: Math.max(0, daysBetween(item.closedAt, item.sentAt)) }];
  });
  return [
    days('days-told-to-read', ({ toldOn, read }) => (read === null ? null : daysBetween(toldOn, read))),
    days('days-read-to-decided', ({ read, decided }) => (read === null ? null : daysBetween(read, decided))),
    days('days-told-to-decided', ({ toldOn, decided }) => daysBetween(toldOn, decided)),
    seriesOf('days-decided-to-fed-back', 'days', frame, fedBack, medianOfEnough),
  ];
}
