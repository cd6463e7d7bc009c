import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { convenePanelApi } from '../../addresses.js';
import { ConvenePanel } from './convene-panel.command.js';

export class ConvenePanelDto {
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  members!: string[];

  @IsString()
  facilitator!: string;
}

@ApiTags('panels')
@Controller()
export class ConvenePanelApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(convenePanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async convenePanel(
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() { members, facilitator }: ConvenePanelDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new ConvenePanel(context, programme, panel, members, facilitator));
    return { version: orThrow(done).version };
  }
}
