import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { raiseConcernPage, storiesToRead } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import { homePage, type PageContext } from '#web/rendering/page-context.js';

import { firstReaders } from '../../stories/stories-to-read.js';
import { RaiseConcern } from './keep-concerns.command.js';
import { worried, worryForm } from './raise-concern.form.js';
import {
  concernEndTemplate,
  concernEndView,
  raiseConcernTemplate,
  raiseConcernView,
  raiseConcernWords,
} from './raise-concern.view.js';
import { mayRaise, storyOfConcern, type StoryOfConcern } from '../../stories/who-keeps-concerns.js';

/** For staff, and for members of a panel who were given the story. */
@Controller()
export class RaiseConcernPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(raiseConcernPage)
  @Allow(...mayRaise, 'panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return answer(page, who, await storyOfConcern(this.service, who, story), worryForm.empty);
  }

  /** Whoever raised it may not read it here again: that is for the lead and the deputy. So the end is a page of its own. */
  @Send(raiseConcernPage)
  @Allow(...mayRaise, 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const found = await storyOfConcern(this.service, who, story);
    const worry = worried(body);
    if (worry.kind === 'again') return answer(page, who, found, worry.state);
    if (worry.kind === 'raise') {
      const { about, said, typed } = worry;
      const { document, by } = found;
      const done = await this.commands.execute(new RaiseConcern(context, document.programme, story, said, about, by));
      if (isRefusal(done)) return answer(page, who, found, worryForm.refused(typed, done));
      await this.service.views.reached(done.stream, done.version);
    }
    const of = { design: found.design, backLink: backTo(page, who, found) };
    return htmlReply(concernEndTemplate, concernEndView(worry.kind, of, raiseConcernWords[page.language]), page);
  }
}

function answer(page: PageContext, who: SomeoneAsking, found: StoryOfConcern, state: FormState): PageAnswer {
  const { document, design } = found;
  const of = {
    ...{ asker: 'reader' as const, reference: document.reference, design },
    backLink: backTo(page, who, found),
  };
  return htmlReply(raiseConcernTemplate, raiseConcernView(of, state, raiseConcernWords[page.language]), page);
}

/** Where they may go: not every one of them may open the story’s own page. */
const backTo = ({ language }: PageContext, who: SomeoneAsking, { document, by }: StoryOfConcern): string => {
  const isFirstReader = by === 'staff' && mayActOn(who, document, [...firstReaders]);
  return isFirstReader ? storiesToRead.to({ language, programme: document.programme }) : homePage.to({ language });
};
