import { Controller, Param } from '@nestjs/common';
import { CommandBus, type Command as Asked } from '@nestjs/cqrs';

import { Allow } from '#access/allow.js';
import type { RoleName } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import type { Route } from '#web/addresses.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { seeMeeting } from './addresses.js';
import type { SittingChanged } from './deciding/change-sitting.js';

/** The controller of one press about the reading of a story: it is done, and the meeting is there again. */
export function readingAct(
  at: Route,
  role: RoleName,
  command: (context: CommandContext, sitting: string, story: string) => Asked<SittingChanged>,
) {
  @Controller()
  class ReadingAct {
    constructor(readonly commands: CommandBus) {}

    @Send(at)
    @Allow(role)
    async send(
      @CurrentPage() { language }: PageContext,
      @Command() context: CommandContext,
      @Param('sitting') sitting: string,
      @Param('story') story: string,
    ): Promise<PageAnswer> {
      orThrow(await this.commands.execute(command(context, sitting, story)));
      return seeOther(seeMeeting.to({ language, sitting }));
    }
  }
  return ReadingAct;
}
