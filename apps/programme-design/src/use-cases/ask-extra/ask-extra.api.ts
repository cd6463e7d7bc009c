import { Body, Controller, Param, Post, Put, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { extraQuestionApi, extraQuestionsApi } from '../../addresses.js';
import type { ExtraQuestionGiven } from '../../domain/programme/extra-questions.js';
import { plainOf } from '../../plain-of.js';
import { programmeToChange } from '../../programme-to-change.js';
import { AskExtra } from './ask-extra.command.js';
import { AskExtraDto } from './ask-extra.dto.js';

@ApiTags('programmes')
@Controller()
export class AskExtraApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(extraQuestionsApi.pattern)
  @Allow('administrator', 'evaluator')
  add(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() body: AskExtraDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#set(context, who, programme, undefined, body, reply);
  }

  /** The whole question as it is to be asked from now on: its next version. */
  @Put(extraQuestionApi.pattern)
  @Allow('administrator', 'evaluator')
  change(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('extra') extra: string,
    @Body() body: AskExtraDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#set(context, who, programme, extra, body, reply);
  }

  async #set(
    context: CommandContext,
    who: SomeoneAsking,
    programme: string,
    which: string | undefined,
    body: AskExtraDto,
    reply: FastifyReply,
  ): Promise<{ readonly question: string; readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const { why = null, ...rest } = plainOf(body);
    const done = orThrow(await this.commands.execute(new AskExtra(context, programme, which, given(rest), why)));
    const set = done.events.find(({ event }) => event.type === 'ExtraQuestionSet')?.event;
    const question = set?.type === 'ExtraQuestionSet' ? set.data.question.id : (which ?? '');
    return { question, ...(await answerVersion(this.service, reply, done)) };
  }
}

const given = (body: Omit<AskExtraDto, 'why'>): ExtraQuestionGiven => ({
  kind: body.kind,
  wording: body.wording,
  hint: body.hint ?? { en: '', cy: '' },
  isRequired: body.isRequired ?? false,
  options: body.options ?? [],
  least: body.least ?? null,
  most: body.most ?? null,
  isRetired: body.isRetired ?? false,
});
