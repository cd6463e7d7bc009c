import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { calendarDay, timeZoneOfWales, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { disclosureStream, dueOn, isOverdue, type DisclosureWords } from '../../domain/disclosure/disclosure.js';
import { disclosures, type DisclosureDocument } from '../../read-models/registers/registers.js';
import { holdsText, openWords } from '#service-kit/sealed-words.js';

export const disclosureStates = ['open', 'overdue', 'answered', 'foi', 'all'] as const;
export type DisclosureStateAsked = (typeof disclosureStates)[number];
export const disclosureStateAsked = (asked: unknown): DisclosureStateAsked =>
  disclosureStates.find((state) => state === asked) ?? 'open';

export interface DisclosureSeen {
  readonly id: string;
  readonly version: number;
  readonly by: string;
  readonly facts: DisclosureDocument['facts'];
  /** Null: no clock runs. */
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  /** Null when it can no longer be read. */
  readonly words: DisclosureWords | null;
}

/** The newest first. */
export class SeeDisclosures extends Query<readonly DisclosureSeen[]> {
  constructor(
    readonly who: PersonAsking | OperatorAsking,
    readonly state: DisclosureStateAsked,
    readonly text: string,
  ) {
    super();
  }
}

export class SeeDisclosure extends Query<DisclosureSeen | Refusal> {
  constructor(
    readonly who: PersonAsking | OperatorAsking,
    readonly disclosure: string,
  ) {
    super();
  }
}

@QueryHandler(SeeDisclosures)
export class SeeDisclosuresHandler implements IQueryHandler<SeeDisclosures> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, state, text }: SeeDisclosures): Promise<readonly DisclosureSeen[]> {
    const { organisation } = who;
    const today = calendarDay(this.service.clock.now(), timeZoneOfWales);
    const found: DisclosureDocument[] = [];
    const query = { index: 'byOrganisation', equals: { organisation }, order: 'descending' } as const;
    for await (const document of this.service.views.stream(disclosures, query)) {
      if (isIn(state, document.facts, today)) found.push(document);
    }
    const seen = await openedOf(this.service, who, found);
    return seen.filter(({ words }) => holdsText(text.trim(), words));
  }
}

@QueryHandler(SeeDisclosure)
export class SeeDisclosureHandler implements IQueryHandler<SeeDisclosure> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, disclosure }: SeeDisclosure): Promise<DisclosureSeen | Refusal> {
    const found = await this.service.views.get(disclosures, disclosure);
    if (found?.organisation !== who.organisation) return refuse('disclosure-not-found');
    const [seen] = await openedOf(this.service, who, [found]);
    return seen ?? refuse('disclosure-not-found');
  }
}

function isIn(state: DisclosureStateAsked, facts: DisclosureDocument['facts'], today: CalendarDay): boolean {
  switch (state) {
    case 'open':
      return facts.outcome === 'open';
    case 'overdue':
      return isOverdue(facts, today);
    case 'answered':
      return facts.outcome !== 'open';
    case 'foi':
      return facts.kind === 'foi';
    case 'all':
      return true;
  }
}

async function openedOf(
  service: ServiceRuntime,
  who: PersonAsking | OperatorAsking,
  found: readonly DisclosureDocument[],
): Promise<readonly DisclosureSeen[]> {
  const words = await openWords<DisclosureWords>(
    service,
    who,
    found.map((each) => ({ owner: disclosureStream(each.id), words: each.words })),
  );
  const today = calendarDay(service.clock.now(), timeZoneOfWales);
  return found.map(({ id, version, by, facts }, at) => ({
    ...{ id, version, by, facts, dueOn: dueOn(facts), isOverdue: isOverdue(facts, today) },
    words: words[at] ?? null,
  }));
}
