import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { cursorAt, rangeOf } from '#projections/range.js';
import type { IndexValue, Query as ViewQuery } from '#projections/read-model.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { CollectionRoute } from '../../domain/story/events.js';
import { stories, type StoryDocument, type StoryFacts } from '../../read-models/stories/stories.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';

export const storyOrders = ['newest', 'oldest', 'reference'] as const;
export type StoryOrder = (typeof storyOrders)[number];

export const storyStates = ['shared', 'withdrawn'] as const;
export type StoryState = (typeof storyStates)[number];

export interface StoryFilter {
  readonly programme?: string | undefined;
  readonly period?: string | undefined;
  /** `none`: stories that nobody has put into a domain. */
  readonly domain?: string | undefined;
  readonly route?: CollectionRoute | undefined;
  readonly state?: StoryState | undefined;
}

export interface StoriesFound {
  readonly items: readonly StoryFacts[];
  /** For the next page; undefined at the end. */
  readonly next?: string;
}

/** Stories of an import that has not ended are not among them. */
export class SeeStories extends Query<StoriesFound> {
  constructor(
    readonly organisation: string,
    readonly filter: StoryFilter,
    readonly order: StoryOrder = 'newest',
    readonly after?: string,
    readonly limit = 100,
  ) {
    super();
  }
}

type Index = keyof typeof stories.indexes;

/** Read at once where some of what is read does not match. */
const readAtOnce = 500;

@QueryHandler(SeeStories)
export class SeeStoriesHandler implements IQueryHandler<SeeStories> {
  constructor(private readonly service: ServiceRuntime) {}

  /** An index narrows by period or domain; what it cannot narrow by is left out while reading on, until the page is full. */
  async execute({ organisation, filter, order, after, limit }: SeeStories): Promise<StoriesFound> {
    const query = rangeAsked(organisation, filter, order);
    // A story that was told a moment ago is answered for before the views have it.
    await this.service.views.level();
    const hasEnded = importsThatEnded(this.service.views);
    const items: StoryFacts[] = [];
    for (let cursor = after; ;) {
      const page = await this.service.views.find(stories, {
        ...query,
        limit: readAtOnce,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      for (const [index, document] of page.documents.entries()) {
        if (!matches(document, filter) || !(await hasEnded(document.import))) continue;
        const { text: _text, names: _names, codeHash: _code, ...facts } = document;
        items.push(facts);
        if (items.length < limit) continue;
        const isLast = page.next === undefined && index === page.documents.length - 1;
        return isLast ? { items } : { items, next: cursorAt(document, rangeOf(stories, query)) };
      }
      if (page.next === undefined) return { items };
      cursor = page.next;
    }
  }
}

function rangeAsked(organisation: string, filter: StoryFilter, order: StoryOrder): ViewQuery<Index> {
  const { programme, period, domain } = filter;
  const direction = order === 'newest' ? ('descending' as const) : ('ascending' as const);
  const by = (index: Index, narrowed: Readonly<Record<string, IndexValue>>): ViewQuery<Index> => ({
    index,
    equals: { organisation, ...narrowed },
    order: direction,
  });
  if (programme === undefined) return by('byOrganisation', {});
  if (order === 'reference') return by('byReference', { programme });
  if (period !== undefined) return by('byPeriod', { programme, period });
  if (domain !== undefined) return by('byDomain', { programme, domain: domain === 'none' ? null : domain });
  return by('byProgramme', { programme });
}

const matches = (story: StoryDocument, { period, domain, route, state }: StoryFilter): boolean =>
  (period === undefined || story.period === period) &&
  (domain === undefined || (story.domain ?? 'none') === domain) &&
  (route === undefined || story.route === route) &&
  (state === undefined || story.isWithdrawn === (state === 'withdrawn'));
