import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { openRoundPage, seeMeeting } from '../../addresses.js';
import { OpenRound } from './open-round.command.js';

@Controller()
export class OpenRoundPage {
  constructor(private readonly commands: CommandBus) {}

  @Send(openRoundPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new OpenRound(context, sitting)));
    return seeOther(seeMeeting.to({ language, sitting }));
  }
}
