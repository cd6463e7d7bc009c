import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { breachStream, clockOfBreach, type BreachClock, type BreachWords } from '../../domain/breach/breach.js';
import { breaches, type BreachDocument } from '../../read-models/registers/registers.js';
import { holdsText, openWords } from '#service-kit/sealed-words.js';

export const breachStates = ['open', 'to-tell', 'closed', 'all'] as const;
export type BreachStateAsked = (typeof breachStates)[number];
export const breachStateAsked = (asked: unknown): BreachStateAsked =>
  breachStates.find((state) => state === asked) ?? 'open';

export interface BreachSeen {
  readonly id: string;
  readonly version: number;
  readonly by: string;
  readonly facts: BreachDocument['facts'];
  readonly clock: BreachClock;
  /** Null when it can no longer be read. */
  readonly words: BreachWords | null;
}

/** The newest first. An organisation that has thousands has other worries than a second page. */
export class SeeBreaches extends Query<readonly BreachSeen[]> {
  constructor(
    readonly who: PersonAsking | OperatorAsking,
    readonly state: BreachStateAsked,
    readonly text: string,
  ) {
    super();
  }
}

export class SeeBreach extends Query<BreachSeen | Refusal> {
  constructor(
    readonly who: PersonAsking | OperatorAsking,
    readonly breach: string,
  ) {
    super();
  }
}

@QueryHandler(SeeBreaches)
export class SeeBreachesHandler implements IQueryHandler<SeeBreaches> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, state, text }: SeeBreaches): Promise<readonly BreachSeen[]> {
    const { organisation } = who;
    const found: BreachDocument[] = [];
    const query = { index: 'byOrganisation', equals: { organisation }, order: 'descending' } as const;
    for await (const document of this.service.views.stream(breaches, query)) {
      if (isIn(state, document.facts)) found.push(document);
    }
    const seen = await openedOf(this.service, who, found);
    return seen.filter(({ words }) => holdsText(text.trim(), words));
  }
}

@QueryHandler(SeeBreach)
export class SeeBreachHandler implements IQueryHandler<SeeBreach> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, breach }: SeeBreach): Promise<BreachSeen | Refusal> {
    const found = await this.service.views.get(breaches, breach);
    if (found?.organisation !== who.organisation) return refuse('breach-not-found');
    const [seen] = await openedOf(this.service, who, [found]);
    return seen ?? refuse('breach-not-found');
  }
}

function isIn(state: BreachStateAsked, { closedAt, regulator }: BreachDocument['facts']): boolean {
  switch (state) {
    case 'open':
      return closedAt === null;
    case 'to-tell':
      return regulator === 'to-decide';
    case 'closed':
      return closedAt !== null;
    case 'all':
      return true;
  }
}

async function openedOf(
  service: ServiceRuntime,
  who: PersonAsking | OperatorAsking,
  found: readonly BreachDocument[],
): Promise<readonly BreachSeen[]> {
  const words = await openWords<BreachWords>(
    service,
    who,
    found.map((each) => ({ owner: breachStream(each.id), words: each.words })),
  );
  const now = service.clock.now();
  return found.map(({ id, version, by, facts }, at) => ({
    ...{ id, version, by, facts, clock: clockOfBreach(facts, now) },
    words: words[at] ?? null,
  }));
}
