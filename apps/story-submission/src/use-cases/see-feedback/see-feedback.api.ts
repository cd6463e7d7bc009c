import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsString } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { feedbackListApi, feedbackProgressApi, feedbackSendingsApi } from '../../addresses.js';
import { programmesToldBackBy } from '../../telling-back/feedback-for.js';
import { askedOf } from './asked-feedback.js';
import { SeeFeedback, SeeFeedbackProgress, type Progress } from './see-feedback.query.js';
import { mostAtOnce, SendMany, type SentMany } from './send-many.command.js';
import { factsOf } from '../../telling-back/facts-of-feedback.js';

export class SendManyDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostAtOnce)
  @ArrayUnique()
  @IsString({ each: true })
  feedback!: string[];
}

@ApiTags('feedback')
@Controller()
export class SeeFeedbackApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(feedbackListApi.pattern)
  @Allow('evaluator', 'facilitator')
  async list(
    @SignedIn() who: SomeoneAsking,
    @Query() asked: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly items: readonly ReturnType<typeof factsOf>[]; readonly next: string | null }> {
    const { programme, design } = await this.#design(who, asked);
    const { filter, after } = askedOf(asked);
    const now = this.service.clock.now();
    const found = await this.queries.execute(new SeeFeedback(who, { ...filter, programme }, now, after));
    return { items: found.items.map((item) => factsOf(item, now, design.timezone)), next: found.next ?? null };
  }

  /** How much of the feedback was given, by period. */
  @Get(feedbackProgressApi.pattern)
  @Allow('evaluator', 'facilitator')
  async progress(
    @SignedIn() who: SomeoneAsking,
    @Query() asked: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly periods: readonly Progress[] }> {
    const { design } = await this.#design(who, asked);
    return { periods: await this.queries.execute(new SeeFeedbackProgress(who.organisation, design)) };
  }

  @Post(feedbackSendingsApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'facilitator')
  send(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() { feedback }: SendManyDto,
  ): Promise<SentMany> {
    return this.commands.execute(new SendMany(context, who, feedback));
  }

  async #design(
    who: SomeoneAsking,
    asked: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly programme: string; readonly design: ProgrammeDesign }> {
    const design = (await programmesToldBackBy(this.service, who)).find(({ id }) => id === asked['programme']);
    return design === undefined
      ? throwRefusal(refuse('story-programme-unknown', 'programme'))
      : { programme: design.id, design };
  }
}
