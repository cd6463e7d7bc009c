import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { paperFormsApi } from '../../addresses.js';
import { mostFormsAtOnce } from '../../domain/paper-form/paper-form.js';
import { PrintForms } from './print-forms.command.js';
import { paperUsers, programmeOnPaper } from '../../on-paper/who-uses-paper.js';
import { periodOf } from '../../stories/programme-for.js';

export class PrintFormsDto {
  @IsInt()
  @Min(1)
  @Max(mostFormsAtOnce)
  count!: number;

  @IsIn(['en', 'cy'])
  language!: 'en' | 'cy';
}

@ApiTags('stories')
@Controller()
export class PrintFormsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Numbers, and the code for each tear-off: given once, only their hashes are kept. */
  @Post(paperFormsApi.pattern)
  @Allow(...paperUsers)
  async print(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() { count, language }: PrintFormsDto,
  ) {
    const design = await programmeOnPaper(this.service, who, programme);
    const { id } = periodOf(design, period);
    const { forms } = orThrow(await this.commands.execute(new PrintForms(context, design, id, language, count)));
    return { wordingVersion: design.consentWording.version, items: forms };
  }
}
