import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { codeStoryPage } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { CodeStory } from './code-story.command.js';
import { codeStoryForm } from './code-story.form.js';
import { codeStoryView, dones } from './code-story.view.js';
import { SeeStoryThemes, type StoryThemes } from './see-story-themes.query.js';

const template = pageTemplate(import.meta.url, 'code-story.njk');
const words = loadWords(import.meta.url, 'code-story');

@Controller()
export class CodeStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(codeStoryPage)
  @Allow('evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('story') story: string,
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    const seen = await this.#seen(who, programme, story);
    return htmlReply(
      template,
      codeStoryView(
        seen,
        undefined,
        dones.find((each) => each === done),
        words[page.language],
      ),
      page,
    );
  }

  @Send(codeStoryPage)
  @Allow('evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const seen = await this.#seen(who, programme, story);
    const { form, codes } = codeStoryForm(seen);
    const parsed = form.parse(body);
    if (!parsed.ok) return htmlReply(template, codeStoryView(seen, parsed, undefined, words[language]), page);
    const done = await this.commands.execute(new CodeStory(context, who, programme, story, codes(parsed.values)));
    if (isRefusal(done)) {
      const refused = form.refused(parsed.typed, done);
      return htmlReply(template, codeStoryView(seen, refused, undefined, words[language]), page);
    }
    await this.service.views.reached(done.stream, done.version);
    return seeOther(codeStoryPage.to({ language, programme, story }, { done: 'coded' }));
  }

  async #seen(who: SomeoneAsking, programme: string, story: string): Promise<StoryThemes> {
    const seen = orThrow(await this.queries.execute(new SeeStoryThemes(who, programme, story)));
    evaluates(who, programme);
    return seen;
  }
}
