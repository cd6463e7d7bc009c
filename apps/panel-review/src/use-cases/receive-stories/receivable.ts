import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { From, ReasonOnRecord, ReceivedStory, SittingOpened } from '../../domain/sitting/events.js';
import { passedUpStories, sittings } from '../../read-models/sittings/sittings.js';
import { stories, type StoryKnown } from '../../read-models/stories/stories.js';

type Opened = SittingOpened['data'];

/** A story a sitting may receive, and the sitting below that passed it up. */
export interface Receivable {
  readonly known: StoryKnown;
  /** Null: from the period itself. */
  readonly below: string | null;
}

const isOfSitting = ({ programme, period, domain }: Opened, known: StoryKnown): boolean =>
  known.programme === programme &&
  known.period === period &&
  (domain === null || known.domain === domain) &&
  !known.isWithdrawn;

/** The first level receives the stories of the period and domain; a level above, what was passed up to its panel. */
export async function* receivableStories({ views }: ServiceRuntime, opened: Opened): AsyncIterable<Receivable> {
  const { programme, panel, period, domain, level } = opened;
  if (level === 1) {
    const equals = domain === null ? { programme, period } : { programme, period, domain };
    for await (const known of views.stream(stories, { index: 'byPeriod', equals })) {
      if (isOfSitting(opened, known)) yield { known, below: null };
    }
    return;
  }
  const equals = { programme, toPanel: panel, period };
  for await (const { story, sitting } of views.stream(passedUpStories, { index: 'byPanel', equals })) {
    const known = await views.get(stories, story);
    if (known !== undefined && isOfSitting(opened, known)) yield { known, below: sitting };
  }
}

export async function receivable(
  { views }: ServiceRuntime,
  opened: Opened,
  story: string,
  field: string,
): Promise<Receivable | Refusal> {
  const known = await views.get(stories, story);
  if (known === undefined || !isOfSitting(opened, known)) return refuse('story-not-receivable', field);
  const { documents } = await views.find(passedUpStories, {
    index: 'byPanel',
    equals: { programme: opened.programme, toPanel: opened.panel, period: opened.period, story },
  });
  const below = documents[0]?.sitting ?? null;
  return below === null && opened.level > 1 ? refuse('story-not-passed-up', field) : { known, below };
}

/** With all that was said of it on the levels below, as far as its authors let it go. */
export async function asReceived(service: ServiceRuntime, { known, below }: Receivable): Promise<ReceivedStory> {
  const { from, reasons } = await saidBelow(service, below, known.id);
  return { ...factsOf(known), from, reasons };
}

export function factsOf({ id, submitted }: StoryKnown): Omit<ReceivedStory, 'from' | 'reasons'> {
  const { storyVersion, reference, words, language, teller, collector } = submitted;
  return { story: id, storyVersion, reference, words, language, teller, collector };
}

async function saidBelow(
  { views }: ServiceRuntime,
  sitting: string | null,
  story: string,
): Promise<{ readonly from: From; readonly reasons: readonly ReasonOnRecord[] }> {
  const below = sitting === null ? undefined : await views.get(sittings, sitting);
  if (below === undefined) return { from: { kind: 'period' }, reasons: [] };
  const { state } = below;
  const said = [
    ...state.stories.filter((each) => each.story === story).flatMap(({ reasons }) => reasons),
    ...state.reasons,
  ];
  return {
    from: { kind: 'sitting', sitting: below.id, panel: state.opened.panel },
    reasons: said.filter(
      (reason) =>
        reason.reach.includes('later-panels') && (reason.stories.length === 0 || reason.stories.includes(story)),
    ),
  };
}
