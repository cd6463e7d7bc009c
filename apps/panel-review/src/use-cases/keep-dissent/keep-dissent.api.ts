import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { dissentApi } from '../../addresses.js';
import { reachOf, stepsBeyond, type StepBeyond } from '../../domain/sitting/reach.js';
import { KeepDissent } from './keep-dissent.command.js';

export class DissentDto {
  @IsIn(['dissent', 'caveat'])
  kind!: 'dissent' | 'caveat';

  @Length(1, 10_000)
  text!: string;

  /** Who may read it beside the panel. Left out: later panels and reports. */
  @IsOptional()
  @IsArray()
  @IsIn(stepsBeyond, { each: true })
  reach?: StepBeyond[];

  /** Said aloud in a room by this member, and written down by the facilitator: only the panel reads it until they let it go further. */
  @IsOptional()
  @IsString()
  member?: string;
}

@ApiTags('sittings')
@Controller()
export class KeepDissentApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(dissentApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async keepDissent(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { kind, text, reach, member }: DissentDto,
  ): Promise<{ readonly version: number }> {
    const asFarAs = reach === undefined ? undefined : reachOf(reach);
    const done = await this.commands.execute(new KeepDissent(context, sitting, kind, text, asFarAs, member));
    return { version: orThrow(done).version };
  }
}
