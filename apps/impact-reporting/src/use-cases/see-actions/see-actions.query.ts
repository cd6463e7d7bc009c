import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { daysAt } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { actionStates, isOverdue, type ActionState } from '../../domain/action/action.js';
import { readActions, type ActionRead } from '../../reading-actions.js';
import { actions, type ActionDocument } from '../../read-models/actions/actions.js';
import { mayFor } from '../../who-evaluates.js';

export const actionOrders = ['due', 'newest', 'state'] as const;
export interface ActionsAsked {
  readonly programme: string | undefined;
  readonly state: ActionState | 'overdue' | undefined;
  readonly order: (typeof actionOrders)[number];
}

export const actionRoles = ['evaluator', 'administrator', 'facilitator'] as const;

/** As it stands on the day that it is where its programme runs. */
export interface ActionSeen extends ActionRead {
  readonly isOverdue: boolean;
}

export class SeeActions extends Query<readonly ActionSeen[]> {
  constructor(
    readonly who: SomeoneAsking,
    readonly asked: ActionsAsked,
  ) {
    super();
  }
}

/** All of them: an organisation recommends tens or hundreds of things, not thousands. */
@QueryHandler(SeeActions)
export class SeeActionsHandler implements IQueryHandler<SeeActions> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, asked }: SeeActions): Promise<readonly ActionSeen[]> {
    const { views, clock } = this.service;
    const todayIn = daysAt(this.service, clock.now());
    const found: ActionDocument[] = [];
    const { organisation } = who;
    for await (const action of views.stream(actions, { index: 'byOrganisation', equals: { organisation } })) {
      const isAsked =
        (asked.programme === undefined || asked.programme === action.programme) &&
        (asked.state === undefined ||
          (asked.state === 'overdue'
            ? isOverdue(action, await todayIn(action.programme))
            : asked.state === action.state));
      if (isAsked && mayFor(who, action.programme, actionRoles)) found.push(action);
    }
    return seen(this.service, found.sort(inOrder[asked.order]), who);
  }
}

type Compare = (one: ActionDocument, other: ActionDocument) => number;
/** Those of one moment by their ids: in one order, whoever is compared with whom. */
const newestFirst: Compare = (one, other) =>
  one.recommendedAt === other.recommendedAt
    ? Number(one.id > other.id) - Number(one.id < other.id)
    : one.recommendedAt < other.recommendedAt
      ? 1
      : -1;
/** Nothing due comes last. */
const day = ({ due }: ActionDocument): string => due ?? '9999-12-31';
const inOrder: Readonly<Record<ActionsAsked['order'], Compare>> = {
  newest: newestFirst,
  due: (one, other) => (day(one) === day(other) ? newestFirst(one, other) : day(one) < day(other) ? -1 : 1),
  state: (one, other) => actionStates.indexOf(one.state) - actionStates.indexOf(other.state) || newestFirst(one, other),
};

export class SeeAction extends Query<ActionSeen | Refusal> {
  constructor(
    readonly who: SomeoneAsking,
    readonly action: string,
  ) {
    super();
  }
}

@QueryHandler(SeeAction)
export class SeeActionHandler implements IQueryHandler<SeeAction> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, action }: SeeAction): Promise<ActionSeen | Refusal> {
    const found = await this.service.views.get(actions, action);
    const isTheirs = found?.organisation === who.organisation && mayFor(who, found.programme, actionRoles);
    const [theirs] = isTheirs ? await seen(this.service, [found], who) : [];
    return theirs ?? refuse('action-not-found');
  }
}

async function seen(
  service: ServiceRuntime,
  found: readonly ActionDocument[],
  who: SomeoneAsking,
): Promise<readonly ActionSeen[]> {
  const todayIn = daysAt(service, service.clock.now());
  const read = await readActions(service.unlocking, found, () => who, 'work');
  return Promise.all(
    read.map(async (each) => ({ ...each, isOverdue: isOverdue(each.action, await todayIn(each.action.programme)) })),
  );
}
