import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { versionTag } from '#service-kit/http/etag.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { actionApi, actionsApi } from '../../addresses.js';
import { actionsAskedOf } from './asked-actions.js';
import { SeeAction, SeeActions, type ActionSeen } from './see-actions.query.js';

const told = ({ action, texts, isOverdue }: ActionSeen) => {
  const { id, programme, period, sources, state, due, isShared, recommendedAt, changedAt, version } = action;
  const shown = texts.kind === 'shown' ? texts : { recommendation: null, owner: null, outcome: null };
  return {
    ...{ id, programme, period, sources, state, due, isOverdue, isShared },
    ...{ recommendation: shown.recommendation, owner: shown.owner, outcome: shown.outcome },
    withheld: texts.kind === 'withheld' ? texts.because : null,
    ...{ recommendedAt, changedAt, version },
  };
};

@ApiTags('actions')
@Controller()
export class SeeActionsApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(actionsApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async list(
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly items: readonly ReturnType<typeof told>[] }> {
    const found = await this.queries.execute(new SeeActions(who, actionsAskedOf(query)));
    return { items: found.map(told) };
  }

  @Get(actionApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('action') action: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnType<typeof told>> {
    const found = orThrow(await this.queries.execute(new SeeAction(who, action)));
    reply.header('etag', versionTag(found.action.version));
    return told(found);
  }
}
