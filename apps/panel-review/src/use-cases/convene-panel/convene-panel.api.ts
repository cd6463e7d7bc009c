import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { convenePanelApi } from '../../addresses.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { alsoOnLevel } from './also-on-level.js';
import { ConvenePanel } from './convene-panel.command.js';

export class ConvenePanelDto {
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  members!: string[];

  @IsString()
  facilitator!: string;
}

interface PanelIsConvened {
  readonly version: number;
  /** Members who also sit on another panel of the same level. */
  readonly alsoOn: readonly { readonly member: string; readonly panels: readonly string[] }[];
}

@ApiTags('panels')
@Controller()
export class ConvenePanelApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(convenePanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async convenePanel(
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() { members, facilitator }: ConvenePanelDto,
  ): Promise<PanelIsConvened> {
    const done = await this.commands.execute(new ConvenePanel(context, programme, panel, members, facilitator));
    const { version } = orThrow(done);
    const design = await designOf(this.service, programme);
    const others =
      design === undefined ? new Map<string, readonly string[]>() : await alsoOnLevel(this.service, design, panel);
    return {
      version,
      alsoOn: members.flatMap((member) => {
        const panels = others.get(member);
        return panels === undefined ? [] : [{ member, panels }];
      }),
    };
  }
}
