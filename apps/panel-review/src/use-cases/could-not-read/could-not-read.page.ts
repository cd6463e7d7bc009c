import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { seeMeeting, couldNotReadPage } from '../../addresses.js';
import { CouldNotRead } from './could-not-read.command.js';

@Controller()
export class CouldNotReadPage {
  constructor(private readonly commands: CommandBus) {}

  @Send(couldNotReadPage)
  @Allow('panel-member')
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new CouldNotRead(context, sitting, story)));
    return seeOther(seeMeeting.to({ language, sitting }));
  }
}
