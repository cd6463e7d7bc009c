import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { conflictsApi } from '../../addresses.js';
import type { ConflictBecause } from '../../domain/sitting/events.js';
import { conflictBecause, DeclareConflict } from './declare-conflict.command.js';

export class ConflictDto {
  @IsString()
  member!: string;

  @IsString()
  story!: string;

  @IsIn(conflictBecause)
  because!: ConflictBecause;
}

@ApiTags('sittings')
@Controller()
export class DeclareConflictApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(conflictsApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async declareConflict(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { member, story, because }: ConflictDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new DeclareConflict(context, sitting, member, story, because));
    return { version: orThrow(done).version };
  }
}
