import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { followActionPage } from '../../addresses.js';
import { mayFor } from '../../who-evaluates.js';
import { SeeAction } from '../see-actions/see-actions.query.js';
import { FollowAction } from './follow-action.command.js';
import { followActionForm } from './follow-action.form.js';
import { filledWith, followActionView } from './follow-action.view.js';

const template = pageTemplate(import.meta.url, 'follow-action.njk');
const words = loadWords(import.meta.url, 'follow-action');

@Controller()
export class FollowActionPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(followActionPage)
  @Allow('evaluator', 'administrator', 'facilitator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('action') action: string,
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    return this.#page(page, who, action, undefined, done === 'followed');
  }

  @Send(followActionPage)
  @Allow('evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('action') action: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = followActionForm.parse(body);
    if (!parsed.ok) return this.#page(page, who, action, parsed, false);
    const { owner = null, due = null, state, outcome = null, isShared } = parsed.values;
    const followed = { owner, due, state, outcome, isShared: isShared.length > 0 };
    const done = await this.commands.execute(new FollowAction(context, who, action, followed));
    if (isRefusal(done)) return this.#page(page, who, action, followActionForm.refused(parsed.typed, done), false);
    await this.service.views.reached(done.stream, done.version);
    return seeOther(followActionPage.to({ language: page.language, action }, { done: 'followed' }));
  }

  async #page(
    page: PageContext,
    who: SomeoneAsking,
    action: string,
    state: FormState | undefined,
    isDone: boolean,
  ): Promise<PageAnswer> {
    const read = orThrow(await this.queries.execute(new SeeAction(who, action)));
    const mayFollow = mayFor(who, read.action.programme);
    const timeZone = await timeZoneOf(this.service, read.action.programme);
    const shown = { read, mayFollow, state: state ?? filledWith(read), isDone, timeZone };
    return htmlReply(template, followActionView(shown, words[page.language]), page);
  }
}
