import type { Facts, StoryFact } from './facts.js';
import { followUpMeasures } from './follow-up-measures.js';
import { isAttribute, type Attribute, type Breakdown, type Figures, type Series } from './measured.js';
import { everyDomain, meetingMeasures, waitingMeasures } from './meeting-measures.js';
import { selectionRatios, type SelectionRatios } from './selection.js';
import { storyMeasures } from './story-measures.js';
import { storiesCounted, storyTables, type PartsOf } from './story-tables.js';

/** What of a programme's design the measures are laid out by. */
export interface Design {
  /** Where it runs: `Europe/London`. */
  readonly timeZone: string;
  /** In their order. */
  readonly periods: readonly string[];
  readonly domains: readonly { readonly id: string; readonly kind: string }[];
  /** Whether a period asks about a domain; left out: each about all. */
  readonly asksAbout?: (domain: string, period: string) => boolean;
  readonly panels: readonly { readonly id: string; readonly level: number }[];
}

export interface Measures {
  readonly by: Breakdown;
  readonly parts: readonly string[];
  readonly series: readonly Series[];
  readonly selection: readonly SelectionRatios[];
}

/** Every measure of method.md, section 5. Nothing of it can be taken back to fewer than five people. */
export function measure(facts: Facts, design: Design, by: Breakdown): Measures {
  const { periods } = design;
  const { stories, parts: partsOf, tables } = tablesOfStories(facts.stories, design);
  const parts = partsOfBreakdown(by, partsOf, design, facts);
  const frame = { periods, parts };
  const attribute = isAttribute(by) ? by : undefined;
  const ofStories = { periods, parts: attribute === undefined ? [] : partsOf[attribute] };
  const told = new Map(stories.map((story) => [story.story, story]));
  const known = { ...facts, told };
  const partOfStory = (story: string): string | null =>
    attribute === undefined ? null : (told.get(story)?.keys[attribute] ?? null);
  const isOfMeetings = by === 'none' || by === 'domain' || by === 'panel' || by === 'level';
  return {
    ...{ by, parts },
    series: [
      ...(by === 'panel' || by === 'level'
        ? []
        : storyMeasures(stories, tables, attribute, ofStories, design.asksAbout).map(alongWith(parts))),
      ...(isOfMeetings ? meetingMeasures(facts.meetings, by, frame) : []),
      ...waitingMeasures(known, by, partOfStory, frame, design.timeZone),
      ...followUpMeasures(known, by, partOfStory, frame),
    ],
    selection: selectionRatios(told, facts.meetings, tables, periods, partsOf),
  };
}

/** How many stories there were of each kind, with what must be hidden of it settled for all periods at once. */
export function tablesOfStories(facts: readonly StoryFact[], design: Design) {
  const negative = new Set(design.domains.filter(({ kind }) => kind === 'negative').map(({ id }) => id));
  const stories = storiesCounted(facts, design.periods, negative);
  const parts = attributeParts(stories, design);
  return { stories, parts, tables: storyTables(stories, design.periods, parts) };
}

/** Domains of the design, those that nobody spoke to too; of everything else what there is. */
function attributeParts(
  stories: readonly { readonly keys: Readonly<Record<Attribute, string>> }[],
  { domains }: Design,
): PartsOf {
  const found = (attribute: Attribute): readonly string[] =>
    [...new Set(stories.map(({ keys }) => keys[attribute]))].sort();
  const designed = domains.map(({ id }) => id);
  return {
    domain: [...designed, ...found('domain').filter((domain) => !designed.includes(domain))],
    route: found('route'),
    language: found('language'),
    collected: ['by-teller', 'by-another'],
    teller: ['new', 'returning'],
  };
}

function partsOfBreakdown(by: Breakdown, partsOf: PartsOf, { panels }: Design, { meetings }: Facts): readonly string[] {
  if (by === 'none') return [];
  if (by === 'panel') {
    const designed = panels.map(({ id }) => id);
    return [...designed, ...new Set(meetings.map(({ panel }) => panel).filter((panel) => !designed.includes(panel)))];
  }
  if (by === 'level')
    return [...new Set(meetings.map(({ level }) => String(level)))].sort((a, b) => Number(a) - Number(b));
  // Last: what is told lies in the parts before.
  const overAll = by === 'domain' && meetings.some(({ domain }) => domain === null) ? [everyDomain] : [];
  return [...partsOf[by], ...overAll];
}

/** In a part that only meetings have there is nothing to measure of stories. */
const alongWith =
  (parts: readonly string[]) =>
  (series: Series): Series => {
    const padded = (figures: Figures): Figures => ({
      ...figures,
      parts: figures.parts.length === 0 ? [] : parts.map((_, column) => figures.parts[column] ?? null),
    });
    return { ...series, periods: series.periods.map(padded), overall: padded(series.overall) };
  };
