import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { From, ReasonOnRecord, ReceivedStory, SittingOpened } from '../../domain/sitting/events.js';
import { sittings, storiesSentOn, type StorySentOn } from '../../read-models/sittings/sittings.js';
import { stories, type StoryKnown } from '../../read-models/stories/stories.js';
import { designOf } from '../../reading-meetings/meeting-name.js';

type Opened = SittingOpened['data'];

/** A story a sitting may receive, and the sitting that sent it on. */
export interface Receivable {
  readonly known: StoryKnown;
  /** Null: from the period itself. */
  readonly sentBy: string | null;
}

const isOfSitting = ({ programme, domain }: Opened, known: StoryKnown): boolean =>
  known.programme === programme && (domain === null || known.domain === domain) && !known.isWithdrawn;

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
 * hear again what the panel held over to this period.
 */
export async function* receivableStories(service: ServiceRuntime, opened: Opened): AsyncIterable<Receivable> {
  if (opened.level === 1) {
    for await (const known of storiesOfPeriod(service, opened)) yield { known, sentBy: null };
  }
  const { views } = service;
  for await (const { story, sitting } of sentOnTo(service, opened)) {
    const known = await views.get(stories, story);
    if (known !== undefined && isOfSitting(opened, known)) yield { known, sentBy: sitting };
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
  const { period, level } = opened;
  for await (const sent of sentOnTo(service, opened)) {
    if (sent.story === story) return { known, sentBy: sent.sitting };
  }
  if (known.period !== period) return refuse('story-not-receivable', field);
  if (level > 1) return refuse('story-not-passed-up', field);
  // What a panel chose was read before that panel had it.
  return known.isCleared ? { known, sentBy: null } : refuse('story-not-read-first', field);
}

/** With all that was said of it before, as far as its authors let it go. */
export async function asReceived(service: ServiceRuntime, { known, sentBy }: Receivable): Promise<ReceivedStory> {
  const { from, reasons } = await saidBefore(service, sentBy, known.id);
  return { ...factsOf(known), from, reasons };
}

export function factsOf({ id, submitted }: StoryKnown): Omit<ReceivedStory, 'from' | 'reasons'> {
  const { storyVersion, reference, words, language, teller, collector } = submitted;
  return { story: id, storyVersion, reference, words, language, teller, collector };
}

async function saidBefore(
  { views }: ServiceRuntime,
  sitting: string | null,
  story: string,
): Promise<{ readonly from: From; readonly reasons: readonly ReasonOnRecord[] }> {
  const before = sitting === null ? undefined : await views.get(sittings, sitting);
  if (before === undefined) return { from: { kind: 'period' }, reasons: [] };
  const { state } = before;
  const said = [
    ...state.stories.filter((each) => each.story === story).flatMap(({ reasons }) => reasons),
    ...state.reasons,
  ];
  return {
    from: { kind: 'sitting', sitting: before.id, panel: state.opened.panel },
    reasons: said.filter(
      (reason) =>
        reason.reach.includes('later-panels') && (reason.stories.length === 0 || reason.stories.includes(story)),
    ),
  };
}
