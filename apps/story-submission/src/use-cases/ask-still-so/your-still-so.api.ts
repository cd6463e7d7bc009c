import { Body, Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { yourStillSoAnswersApi, yourStillSoApi } from '../../addresses.js';
import {
  askedAfter,
  openQuestion,
  stillSoAnswers,
  stillSoDecider,
  type Months,
  type StillSoAnswer,
} from '../../domain/still-so/still-so.js';
import { storyStream } from '../../domain/story/events.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import { stillSoRead } from '../../still-so-read.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { ActOnStillSo } from './still-so.command.js';

export class ChooseStillSoDto {
  /** After how many months they may be asked; an empty list: not at all. */
  @IsArray()
  @ArrayUnique()
  @IsIn(askedAfter, { each: true })
  months!: Months[];
}

export class AnswerStillSoDto {
  @IsIn(stillSoAnswers)
  answer!: StillSoAnswer;

  @IsOptional()
  @IsString()
  @MaxLength(40_000)
  words?: string;
}

const byCode = 'the teller by code (header x-newid-code)';

@ApiTags('stories')
@Controller()
export class YourStillSoApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** `asks`: after how many months they are asked now; null where nothing is asked. */
  @Get(yourStillSoApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    const story = await storyOpened(this.service, code);
    const known = (await this.service.views.get(stillSo, story.id)) ?? stillSoDecider.initialState;
    const unlocked = await this.service.unlocking.unlockOne({
      owner: storyStream(story.id),
      reader: { person: story.teller, organisation: story.organisation },
      purpose: 'teller',
      use: 'read',
    });
    return {
      months: known.months,
      asks: openQuestion(known) ?? null,
      parts: stillSoRead(known.parts, unlocked),
    };
  }

  @Put(yourStillSoApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async choose(
    @Command() context: CommandContext,
    @Body() { months }: ChooseStillSoDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const act = { kind: 'choose', months } as const;
    const done = orThrow(
      await this.commands.execute(new ActOnStillSo(context, await storyOpened(this.service, code), act)),
    );
    return { version: done.version };
  }

  /** A new part beside the story, to what is asked now. */
  @Post(yourStillSoAnswersApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async answer(
    @Command() context: CommandContext,
    @Body() { answer, words = '' }: AnswerStillSoDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const act = { kind: 'answer', answer, words } as const;
    const done = orThrow(
      await this.commands.execute(new ActOnStillSo(context, await storyOpened(this.service, code), act)),
    );
    return { version: done.version };
  }
}
