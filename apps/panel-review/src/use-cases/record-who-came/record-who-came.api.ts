import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { attendanceApi } from '../../addresses.js';
import { RecordWhoCame } from './record-who-came.command.js';

export class AttendanceDto {
  /** All who came; said again, the last counts. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  came!: string[];
}

@ApiTags('sittings')
@Controller()
export class RecordWhoCameApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(attendanceApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async record(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { came }: AttendanceDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new RecordWhoCame(context, sitting, came))).version };
  }
}
