import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { cursorAt, rangeOf } from '#projections/range.js';
import type { Query as ViewQuery } from '#projections/read-model.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { FeedbackState } from '../../domain/feedback/events.js';
import { isOverdue } from '../../domain/feedback/feedback.js';
import {
  feedbackItems,
  periodOfFeedbackId,
  periodsOfFeedback,
  type FeedbackDocument,
} from '../../read-models/feedback/feedback.js';
import { tellsBack } from '../../telling-back/feedback-for.js';

export const feedbackStates = [
  'drafted',
  'sent',
  'waiting_on_page',
  'seen',
  'answered',
  'not_wanted',
  'no_safe_route',
  'teller_died',
] as const satisfies readonly FeedbackState[];

/** `due`: not told yet. `overdue`: of those, the ones whose 28 days have gone. */
export const statesAsked = ['due', 'overdue', ...feedbackStates] as const;
export type StateAsked = (typeof statesAsked)[number];

export interface FeedbackFilter {
  readonly programme: string;
  readonly period?: string | undefined;
  readonly level?: number | undefined;
  readonly state?: StateAsked | undefined;
}

export interface FeedbackFound {
  readonly items: readonly FeedbackDocument[];
  readonly next?: string;
}

/** The longest waiting first. Only what whoever asks may tell back. */
export class SeeFeedback extends Query<FeedbackFound> {
  constructor(
    readonly who: SomeoneAsking,
    readonly filter: FeedbackFilter,
    readonly now: string,
    readonly after?: string,
    readonly limit = 100,
  ) {
    super();
  }
}

const readAtOnce = 500;

@QueryHandler(SeeFeedback)
export class SeeFeedbackHandler implements IQueryHandler<SeeFeedback> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, filter, now, after, limit }: SeeFeedback): Promise<FeedbackFound> {
    const { programme, period } = filter;
    const { organisation } = who;
    const timeZone = await timeZoneOf(this.service, programme);
    const query: ViewQuery<'byPeriod' | 'byProgramme'> =
      period === undefined
        ? { index: 'byProgramme', equals: { organisation, programme } }
        : { index: 'byPeriod', equals: { organisation, programme, period } };
    const items: FeedbackDocument[] = [];
    for (let cursor = after; ;) {
      const page = await this.service.views.find(feedbackItems, {
        ...query,
        limit: readAtOnce,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      for (const [index, document] of page.documents.entries()) {
        if (!matches(document, filter, now, timeZone) || !tellsBack(who, document)) continue;
        items.push(document);
        if (items.length < limit) continue;
        const isLast = page.next === undefined && index === page.documents.length - 1;
        return isLast ? { items } : { items, next: cursorAt(document, rangeOf(feedbackItems, query)) };
      }
      if (page.next === undefined) return { items };
      cursor = page.next;
    }
  }
}

function matches(document: FeedbackDocument, { level, state }: FeedbackFilter, now: string, timeZone: string): boolean {
  if (level !== undefined && document.level !== level) return false;
  if (state === undefined) return true;
  if (state === 'due') return document.state === 'drafted';
  if (state === 'overdue') {
    return isOverdue(document, calendarDay(document.sittingClosedAt, timeZone), calendarDay(now, timeZone));
  }
  return document.state === state;
}

/** How many tellers of a period have been told, and whether everybody has been seen to. */
export interface Progress {
  readonly period: string;
  /** Items for tellers. */
  readonly of: number;
  /** Sent, seen or answered. */
  readonly told: number;
  readonly waitingOnPage: number;
  /** Closed without anybody being told. */
  readonly closed: number;
  readonly due: number;
  /** Items for collectors that are still drafts. */
  readonly dueToCollectors: number;
  readonly isComplete: boolean;
}

export class SeeFeedbackProgress extends Query<readonly Progress[]> {
  constructor(
    readonly organisation: string,
    readonly design: ProgrammeDesign,
  ) {
    super();
  }
}

@QueryHandler(SeeFeedbackProgress)
export class SeeFeedbackProgressHandler implements IQueryHandler<SeeFeedbackProgress> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, design }: SeeFeedbackProgress): Promise<readonly Progress[]> {
    const periods = await Promise.all(design.periods.map(({ id }) => this.#progressOf(organisation, design.id, id)));
    return periods.filter(({ of, dueToCollectors }) => of + dueToCollectors > 0);
  }

  async #progressOf(organisation: string, programme: string, period: string): Promise<Progress> {
    const { views } = this.service;
    const count = async (to: 'teller' | 'collector', ...states: readonly FeedbackState[]): Promise<number> => {
      const equals = { organisation, programme, period, to };
      const counts = await Promise.all(
        states.map((state) => views.count(feedbackItems, { index: 'byProgress', equals: { ...equals, state } })),
      );
      return counts.reduce((sum, each) => sum + each, 0);
    };
    const id = periodOfFeedbackId(programme, period);
    return {
      period,
      of: await count('teller', ...feedbackStates),
      told: await count('teller', 'sent', 'seen', 'answered'),
      waitingOnPage: await count('teller', 'waiting_on_page'),
      closed: await count('teller', 'not_wanted', 'no_safe_route', 'teller_died'),
      due: await count('teller', 'drafted'),
      dueToCollectors: await count('collector', 'drafted'),
      isComplete: (await views.get(periodsOfFeedback, id))?.isComplete ?? false,
    };
  }
}
