import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';

import { whatFollowedApi } from '../../addresses.js';
import { SeeWhatFollowed } from './see-what-followed.query.js';

interface Told {
  readonly programme: string;
  readonly period: string;
  readonly youSaid: string;
  readonly weDid: string | null;
  readonly state: string;
  readonly changedAt: string;
}

@ApiTags('actions')
@Controller()
export class SeeWhatFollowedApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(whatFollowedApi.pattern)
  @AllowSignedIn()
  async see(@SignedIn() who: SomeoneAsking): Promise<{ readonly items: readonly Told[] }> {
    const found = await this.queries.execute(new SeeWhatFollowed(who));
    return {
      items: found.flatMap(({ action, texts }): Told[] => {
        if (texts.kind !== 'shown') return [];
        const { programme, period, state, changedAt } = action;
        return [{ programme, period, youSaid: texts.recommendation, weDid: texts.outcome, state, changedAt }];
      }),
    };
  }
}
