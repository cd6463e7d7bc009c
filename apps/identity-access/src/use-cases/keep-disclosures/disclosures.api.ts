import { Body, Controller, Param, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';

import { disclosureApi, disclosuresApi, disclosuresCsvApi } from '../../addresses.js';
import { registerApi } from '../../registers/register.api.js';
import { disclosureRegister } from './disclosure-register.js';
import { WriteDisclosureDto } from './write-disclosure.dto.js';

const readsDisclosures = registerApi(
  disclosureRegister,
  { all: disclosuresApi, csv: disclosuresCsvApi, one: disclosureApi },
  {
    fileName: 'disclosures.csv',
    columns: [
      ...['id', 'kind', 'basis', 'receivedOn', 'bankHolidays', 'dueOn', 'isOverdue', 'outcome', 'answeredOn'],
      ...['who', 'what', 'given', 'decidedBy', 'why'],
    ],
    rowOf: ({ id, facts, dueOn, isOverdue, words }) => ({
      ...{ ...facts, id, dueOn, isOverdue: isOverdue ? 'yes' : 'no' },
      ...(words ?? {}),
    }),
  },
);

@ApiTags('disclosures')
@Controller()
export class DisclosuresApi extends readsDisclosures {
  @Post(disclosuresApi.pattern)
  @Allow('administrator')
  async enter(
    @Command() context: CommandContext,
    @Body() body: WriteDisclosureDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly disclosure: string; readonly version: number }> {
    const { entry: disclosure, version } = await this.written(context, undefined, givenIn(body), reply);
    reply.header('location', disclosureApi.to({ disclosure }));
    return { disclosure, version };
  }

  /** The whole entry as it stands now. */
  @Put(disclosureApi.pattern)
  @Allow('administrator')
  async write(
    @Command() context: CommandContext,
    @Param('disclosure') which: string,
    @Body() body: WriteDisclosureDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { version } = await this.written(context, which, givenIn(body), reply);
    return { version };
  }
}

function givenIn({ who, what, given, decidedBy, why, ...facts }: WriteDisclosureDto) {
  const { kind, basis, receivedOn, bankHolidays, outcome, answeredOn } = facts;
  return {
    given: { kind, basis, receivedOn, bankHolidays, outcome, answeredOn },
    words: { who, what, given, decidedBy, why },
  };
}
