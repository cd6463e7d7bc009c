import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';

import { rightsRequestsApi } from '../../addresses.js';
import { keepers } from '../../stories/keepers.js';
import {
  requestStates,
  SeeRightsRequests,
  type RequestsFound,
  type RequestState,
} from './see-rights-requests.query.js';

const mostOnAPage = 100;

@ApiTags('rights')
@Controller()
export class SeeRightsRequestsApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(rightsRequestsApi.pattern)
  @Allow(...keepers)
  @ApiQuery({ name: 'state', required: false, enum: requestStates })
  @ApiQuery({ name: 'after', required: false, type: String })
  async list(
    @SignedIn() who: SomeoneAsking,
    @Query('state') state?: string,
    @Query('after') after?: string,
  ): Promise<RequestsFound> {
    return this.queries.execute(new SeeRightsRequests(who, stateAsked(state), after, mostOnAPage));
  }
}

export const stateAsked = (asked: unknown): RequestState => requestStates.find((state) => state === asked) ?? 'open';
