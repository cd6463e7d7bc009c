import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { convenePanelApi } from '../../addresses.js';
import { panelId } from '../../domain/panel/panel.js';
import { panels } from '../../read-models/panels/panels.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { alsoOnLevel } from './also-on-level.js';
import { ConvenePanel } from './convene-panel.command.js';
import { panelRecord, type PanelChange } from './panel-record.js';

export class ConvenePanelDto {
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  members!: string[];

  @IsString()
  facilitator!: string;

  /** Of a change: kept in the panel's record, sealed. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string;
}

interface PanelSeen {
  readonly members: readonly string[];
  readonly facilitator: string | null;
  /** The newest first: { at, by, joined, left, facilitator, why }. */
  readonly changes: readonly PanelChange[];
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

  /** Who is on it, and every change of that. */
  @Get(convenePanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async seePanel(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<PanelSeen> {
    const design = await designOf(this.service, programme);
    if (design?.organisation !== who.organisation || !design.panels.some(({ id }) => id === panel)) {
      return throwRefusal(refuse('panel-not-found', 'panel'));
    }
    const convened = await this.service.views.get(panels, panelId(programme, panel));
    return {
      members: convened?.members ?? [],
      facilitator: convened?.facilitator ?? null,
      changes: await panelRecord(this.service, who, programme, panel),
    };
  }

  @Post(convenePanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async convenePanel(
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() { members, facilitator, why = '' }: ConvenePanelDto,
  ): Promise<PanelIsConvened> {
    const asked = new ConvenePanel(context, programme, panel, members, facilitator, why.trim() === '' ? null : why);
    const done = await this.commands.execute(asked);
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
