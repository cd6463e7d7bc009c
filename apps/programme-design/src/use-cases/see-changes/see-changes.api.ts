import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { changesApi } from '../../addresses.js';
import { SeeChanges } from './see-changes.query.js';

@ApiTags('programmes')
@Controller()
export class SeeChangesApi {
  constructor(private readonly queries: QueryBus) {}

  /** The newest first. `change` names what happened, `to` holds what it is now. */
  @Get(changesApi.pattern)
  @Allow('administrator', 'evaluator', 'facilitator')
  @ApiOkResponse({
    description:
      'Every change of the design, the newest first: { items: [{ revision, at, by, change, to, why, holdsFrom }] }. `holdsFrom`: the periods that it holds from, none while it waits for the next to open; null where it is no such change.',
  })
  async see(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string) {
    const { changes } = orThrow(await this.queries.execute(new SeeChanges(who.organisation, programme)));
    return {
      items: changes.map(({ revision, at, by, event: { type, data }, holdsFrom = null }) => {
        const { why, ...to } = { why: null, ...data };
        return { revision, at, by, change: type, to, why, holdsFrom };
      }),
    };
  }
}
