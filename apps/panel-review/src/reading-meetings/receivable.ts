import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { From, ReasonOnRecord, ReceivedStory, SittingOpened } from '../domain/sitting/events.js';
import { storiesOfPlenary } from '../domain/sitting/plenary.js';
import { mayComeIn, type SittingState } from '../domain/sitting/state.js';
import { credited, namedBy } from '../read-models/credited/credited.js';
import { sittings, storiesSentOn, type StorySentOn } from '../read-models/sittings/sittings.js';
import { stories, type StoryKnown } from '../read-models/stories/stories.js';
import { designOf } from './meeting-name.js';
import { readerOn } from './opened-texts.js';

type Opened = SittingOpened['data'];

/** A story a sitting may receive, and the sittings that sent it on: parallel panels may choose the same. */
export interface Receivable {
  readonly known: StoryKnown;
  /** None: from the period itself. */
  readonly sentBy: readonly string[];
}

const isOfSitting = (opened: Opened, known: StoryKnown): boolean =>
  known.programme === opened.programme &&
  (opened.domain === null || known.domain === opened.domain) &&
  !known.isWithdrawn &&
  !isKeptFrom(opened, known);

/** A concern about somebody at work: not where they or who manages them sit. It is not offered there, and nobody is told why. */
export const isKeptFrom = ({ members, facilitator }: Opened, { keptFrom }: StoryKnown): boolean =>
  keptFrom.some((person) => person === facilitator || members.includes(person));

/** No person a teller could have left out: what a key answers to the panel whole. */
const nobodyOfPanel = 'anyone';

/** Of these, what the panel may read now. A story that is paused comes to no meeting before its teller goes on with it. */
export async function readableNow(
  { unlocking }: ServiceRuntime,
  opened: Opened,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const reader = readerOn(opened, { person: nobodyOfPanel, organisation: opened.organisation });
  const answers = await unlocking.unlock(
    ids.map((id) => ({ owner: `story/${id}`, reader, purpose: 'audience', audience: 'panel', use: 'read' })),
  );
  return new Set(ids.filter((_, at) => answers[at]?.kind === 'granted'));
}

/** Those that a facilitator is offered: not here, or gone from here and readable again. */
export async function offered(
  service: ServiceRuntime,
  state: SittingState,
  candidates: AsyncIterable<StoryKnown>,
): Promise<readonly StoryKnown[]> {
  const found: StoryKnown[] = [];
  for await (const known of candidates) if (mayComeIn(state, known.id)) found.push(known);
  const readable = await readableNow(
    service,
    state.opened,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => readable.has(id));
}

/** Those that left this meeting and could be brought in again. */
export async function mayComeBack(
  service: ServiceRuntime,
  { opened, takenOut, isClosed }: SittingState,
): Promise<ReadonlySet<string>> {
  if (isClosed) return new Set();
  const found = await Promise.all(takenOut.map((story) => receivable(service, opened, story, 'story')));
  return new Set(takenOut.filter((_, at) => !isRefusal(found[at])));
}

/** Read by a trained person and not taken back, by reference. */
export async function* storiesOfPeriod({ views }: ServiceRuntime, opened: Opened): AsyncIterable<StoryKnown> {
  const { programme, period, domain } = opened;
  const equals = domain === null ? { programme, period } : { programme, period, domain };
  for await (const known of views.stream(stories, { index: 'byPeriod', equals })) {
    if (known.isCleared && isOfSitting(opened, known)) yield known;
  }
}

/**
 * The first level receives the stories of the period and domain; a level above, what was passed up to its panel. Both
 * hear again what the panel held over to this period. A plenary receives what its panels chose.
 */
export async function* receivableStories(service: ServiceRuntime, opened: Opened): AsyncIterable<StoryKnown> {
  if (opened.level === 1 && opened.plenaryOf === undefined) yield* storiesOfPeriod(service, opened);
  for (const [story] of await sendersByStory(service, opened)) {
    const known = await service.views.get(stories, story);
    if (known !== undefined && isOfSitting(opened, known)) yield known;
  }
}

async function sendersByStory(
  service: ServiceRuntime,
  opened: Opened,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const senders = new Map<string, string[]>();
  const sent = opened.plenaryOf === undefined ? sentOnTo(service, opened) : chosenBy(service, opened.plenaryOf);
  for await (const { story, sitting } of sent) senders.set(story, [...(senders.get(story) ?? []), sitting]);
  return senders;
}

/** Every panel that read a chosen story, those that did not choose it too: what they said of it comes with it. */
async function* chosenBy(
  { views }: ServiceRuntime,
  plenaryOf: NonNullable<Opened['plenaryOf']>,
): AsyncIterable<Pick<StorySentOn, 'story' | 'sitting'>> {
  const met = await Promise.all(plenaryOf.map(({ sitting }) => views.get(sittings, sitting)));
  const states = met.flatMap((each) => (each === undefined ? [] : [each.state]));
  for (const story of storiesOfPlenary(states)) {
    const readIt = states.filter((each) => each.stories.some((received) => received.story === story));
    // Those that chose it first: it came from them.
    const choseIt = (each: SittingState): number => (each.outcome?.stories.includes(story) === true ? 0 : 1);
    for (const { opened } of [...readIt].sort((a, b) => choseIt(a) - choseIt(b))) {
      yield { story, sitting: opened.sitting };
    }
  }
}

/**
 * What was sent to this panel, and what was sent to a panel that has been taken off the ladder since: any panel of the
 * level it would have reached may receive that, so that no story is left on the way.
 */
async function* sentOnTo(
  service: ServiceRuntime,
  { programme, panel, period, level }: Opened,
): AsyncIterable<StorySentOn> {
  const { views } = service;
  yield* views.stream(storiesSentOn, { index: 'byPanel', equals: { programme, toPanel: panel, period } });
  const panels = (await designOf(service, programme))?.panels ?? [];
  const onLadder = new Set(panels.map(({ id }) => id));
  const above = (sender: number): number =>
    Math.min(...panels.map((each) => each.level).filter((each) => each > sender));
  for await (const sent of views.stream(storiesSentOn, { index: 'byPeriod', equals: { programme, period } })) {
    if (onLadder.has(sent.toPanel)) continue;
    const from = (await views.get(sittings, sent.sitting))?.state.opened;
    // Held over, a story would have come back to the level that it was heard at.
    const wouldBeAt = from === undefined ? 0 : from.panel === sent.toPanel ? from.level : above(from.level);
    if (wouldBeAt === level) yield sent;
  }
}

export async function receivable(
  service: ServiceRuntime,
  opened: Opened,
  story: string,
  field: string,
): Promise<Receivable | Refusal> {
  const known = await service.views.get(stories, story);
  if (known === undefined || !isOfSitting(opened, known)) return refuse('story-not-receivable', field);
  if (!(await readableNow(service, opened, [story])).has(story)) return refuse('story-kept-from-panel', field);
  const { period, level } = opened;
  const sentBy = (await sendersByStory(service, opened)).get(story);
  if (sentBy !== undefined) return { known, sentBy };
  if (opened.plenaryOf !== undefined) return refuse('story-not-receivable', field);
  if (known.period !== period) return refuse('story-not-receivable', field);
  if (level > 1) return refuse('story-not-passed-up', field);
  // What a panel chose was read before that panel had it.
  return known.isCleared ? { known, sentBy: [] } : refuse('story-not-read-first', field);
}

/** With all that was said of it before. */
export async function asReceived(service: ServiceRuntime, { known, sentBy }: Receivable): Promise<ReceivedStory> {
  const { from, reasons } = await saidBefore(service, sentBy, known.id);
  const list = await service.views.get(credited, known.id);
  const named = list === undefined ? [] : await namedBy(service, list);
  return { ...factsOf(known), from, reasons, ...(named.length === 0 ? {} : { named }) };
}

export function factsOf({ id, submitted }: StoryKnown): Omit<ReceivedStory, 'from' | 'reasons'> {
  const { storyVersion, reference, words, language, teller, collector } = submitted;
  return { story: id, storyVersion, reference, words, language, teller, collector };
}

async function saidBefore(
  { views }: ServiceRuntime,
  sentBy: readonly string[],
  story: string,
): Promise<{ readonly from: From; readonly reasons: readonly ReasonOnRecord[] }> {
  const before = (await Promise.all(sentBy.map((sitting) => views.get(sittings, sitting)))).flatMap((each) =>
    each === undefined ? [] : [each],
  );
  const [first] = before;
  if (first === undefined) return { from: { kind: 'period' }, reasons: [] };
  const said = before.flatMap(({ state }) => [
    ...state.stories.filter((each) => each.story === story).flatMap(({ reasons }) => reasons),
    ...state.reasons,
  ]);
  // Sealed, and however far each goes now: its author may change that later, and its key decides whenever it is read.
  const goesOn = said.filter(({ stories: named }) => named.length === 0 || named.includes(story));
  return {
    from: { kind: 'sitting', sitting: first.id, panel: first.state.opened.panel },
    // Two panels may have had the same from below.
    reasons: [...new Map(goesOn.map((each) => [each.reason, each])).values()],
  };
}
