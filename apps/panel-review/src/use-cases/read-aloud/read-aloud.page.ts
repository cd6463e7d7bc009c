import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { readAloudPage, seeMeeting } from '../../addresses.js';
import { ReadAloud } from './read-aloud.command.js';

@Controller()
export class ReadAloudPage {
  constructor(private readonly commands: CommandBus) {}

  @Send(readAloudPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new ReadAloud(context, sitting, story)));
    return seeOther(seeMeeting.to({ language, sitting }));
  }
}
