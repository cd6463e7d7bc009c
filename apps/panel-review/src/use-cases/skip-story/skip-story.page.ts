import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { seeMeeting, skipStoryPage } from '../../addresses.js';
import { SkipStory } from './skip-story.command.js';

@Controller()
export class SkipStoryPage {
  constructor(private readonly commands: CommandBus) {}

  @Send(skipStoryPage)
  @Allow('panel-member')
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new SkipStory(context, sitting, story)));
    return seeOther(seeMeeting.to({ language, sitting }));
  }
}
