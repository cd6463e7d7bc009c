import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { Command as Asked } from '#service-kit/command.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { convenePanelApi } from '../../addresses.js';
import { convenePanel, panelDecider, panelStream } from '../../domain/panel/panel.js';

export class ConvenePanel extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly panel: string,
    readonly members: readonly string[],
    readonly facilitator: string,
  ) {
    super();
  }
}

@CommandHandler(ConvenePanel)
export class ConvenePanelHandler implements ICommandHandler<ConvenePanel> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, panel, members, facilitator }: ConvenePanel): Promise<Executed | Refusal> {
    const { organisation } = context;
    const known = await this.service.views.get(knownProgrammes, programme);
    const found = known?.design.panels.find(({ id }) => id === panel);
    if (known?.organisation !== organisation || found === undefined) return refuse('panel-not-found', 'panel');
    return this.service.store.execute(panelStream(programme, panel), context, panelDecider, (state) =>
      convenePanel(state, { programme, panel, organisation, level: found.level, members, facilitator }),
    );
  }
}

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
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(convenePanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async convene(
    @Asked() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() { members, facilitator }: ConvenePanelDto,
  ): Promise<{ readonly version: number }> {
    const done = orThrow(
      await this.commands.execute(new ConvenePanel(context, programme, panel, members, facilitator)),
    );
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }
}
