import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { latestDayAnywhere, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { daysAt } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequests, type RightsRequestDocument } from '../../read-models/rights-requests/rights-requests.js';
import { stories } from '../../read-models/stories/stories.js';
import type { RequestListed } from '../../rights/request-listed.js';
import { mayKeep } from '../../rights/staff.js';
import { numberInStory } from '../../stories/number-in-story.js';

export const requestStates = ['open', 'overdue', 'done'] as const;
export type RequestState = (typeof requestStates)[number];

export interface RequestsFound {
  readonly items: readonly RequestListed[];
  readonly next: string | null;
}

/** Open ones by the day they are due, the first coming first; those answered by the same day, the last coming first. */
export class SeeRightsRequests extends Query<RequestsFound> {
  constructor(
    readonly who: SomeoneAsking,
    readonly state: RequestState,
    readonly after: string | undefined,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(SeeRightsRequests)
export class SeeRightsRequestsHandler implements IQueryHandler<SeeRightsRequests> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, state, after, limit }: SeeRightsRequests): Promise<RequestsFound> {
    const { views, clock } = this.service;
    const now = clock.now();
    const latest = latestDayAnywhere(now);
    const todayIn = daysAt(this.service, now);
    const items: RequestListed[] = [];
    for (let cursor = after; ;) {
      const { documents, next } = await views.find(rightsRequests, {
        index: 'byDue',
        equals: { organisation: who.organisation, isOpen: state !== 'done' },
        order: state === 'done' ? 'descending' : 'ascending',
        limit,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      for (const document of documents) {
        // By the day they are due: after the first that is not overdue there is no other.
        if (state === 'overdue' && document.dueOn >= latest) return { items, next: null };
        const today = await todayIn(document.programme);
        if (state === 'overdue' && document.dueOn >= today) continue;
        if (mayKeep(who, document)) items.push(await this.#listed(document, today));
      }
      if (next === undefined) return { items, next: null };
      if (items.length >= limit) return { items, next };
      cursor = next;
    }
  }

  async #listed(document: RightsRequestDocument, today: CalendarDay): Promise<RequestListed> {
    const { organisation: _, words: _words, because: _because, answer: _answer, ...facts } = document;
    const story = facts.story === null ? undefined : await this.service.views.get(stories, facts.story);
    const personNumber = await numberInStory(this.service, facts);
    const isOverdue = facts.isOpen && facts.dueOn < today;
    return { ...facts, reference: story?.reference ?? null, personNumber, isOverdue };
  }
}
