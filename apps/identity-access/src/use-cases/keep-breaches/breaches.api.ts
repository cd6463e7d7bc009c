import { Body, Controller, Param, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';

import { breachApi, breachesApi, breachesCsvApi } from '../../addresses.js';
import { registerApi } from '../../registers/register.api.js';
import { breachRegister } from './breach-register.js';
import { WriteBreachDto } from './write-breach.dto.js';

const readsBreaches = registerApi(
  breachRegister,
  { all: breachesApi, csv: breachesCsvApi, one: breachApi },
  {
    fileName: 'breaches.csv',
    columns: [
      ...['id', 'foundAt', 'dueAt', 'clock', 'people', 'kinds', 'risk', 'regulator', 'regulatorToldAt'],
      ...['peopleToldAt', 'closedAt', 'what', 'measures', 'whyNotTold'],
    ],
    rowOf: ({ id, facts, clock, words }) => ({
      ...{ ...facts, id, kinds: facts.kinds.join(' '), dueAt: clock.dueAt, clock: clock.state },
      ...(words ?? {}),
    }),
  },
);

@ApiTags('breaches')
@Controller()
export class BreachesApi extends readsBreaches {
  @Post(breachesApi.pattern)
  @Allow('administrator')
  async enter(
    @Command() context: CommandContext,
    @Body() body: WriteBreachDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly breach: string; readonly version: number }> {
    const { entry: breach, version } = await this.written(context, undefined, givenIn(body), reply);
    reply.header('location', breachApi.to({ breach }));
    return { breach, version };
  }

  /** The whole entry as it stands now. */
  @Put(breachApi.pattern)
  @Allow('administrator')
  async write(
    @Command() context: CommandContext,
    @Param('breach') which: string,
    @Body() body: WriteBreachDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { version } = await this.written(context, which, givenIn(body), reply);
    return { version };
  }
}

function givenIn({ what, measures, whyNotTold, foundAt, regulatorToldAt, peopleToldAt, ...rest }: WriteBreachDto) {
  const { people, kinds, risk, regulator, isClosed } = rest;
  const instant = (given: string | null): string | null => (given === null ? null : new Date(given).toISOString());
  return {
    given: {
      ...{ people, kinds: [...kinds], risk, regulator, isClosed, foundAt: new Date(foundAt).toISOString() },
      ...{ regulatorToldAt: instant(regulatorToldAt), peopleToldAt: instant(peopleToldAt) },
    },
    words: { what, measures, whyNotTold },
  };
}
