import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { linksOfPersonApi } from '../../addresses.js';
import { MakeLink, type LinkMade } from './make-link.command.js';

export class MakeLinkDto {
  /** They have lost their app, passkeys and recovery codes as well. */
  @IsOptional()
  @IsBoolean()
  removesSecondStep?: boolean;
}

@ApiTags('people')
@Controller()
export class MakeLinkApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(linksOfPersonApi.pattern)
  @Allow('administrator')
  async make(
    @Command() context: CommandContext,
    @Param('person') person: string,
    @Body() { removesSecondStep = false }: MakeLinkDto,
  ): Promise<LinkMade> {
    return orThrow(await this.commands.execute(new MakeLink(context, person, removesSecondStep)));
  }
}
