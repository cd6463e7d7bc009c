import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { lessonLinesApi } from '../../addresses.js';
import { WriteLessonLines } from './write-lesson-lines.command.js';

export class LessonLineDto {
  @IsString()
  story!: string;

  @Length(1, 2_000)
  text!: string;
}

@ApiTags('sittings')
@Controller()
export class WriteLessonLinesApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(lessonLinesApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async writeLessonLine(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() line: LessonLineDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new WriteLessonLines(context, sitting, [line]));
    return { version: orThrow(done).version };
  }
}
