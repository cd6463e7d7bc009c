import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { redactStory } from '../../addresses.js';
import { firstReaders } from '../../stories/stories-to-read.js';
import { ProposeRedaction, SettleRedaction, type RedactionChanged } from './redact-story.command.js';
import { passagesTyped, redactForm } from './redact-story.form.js';
import { redactStoryView } from './redact-story.view.js';
import { openRedactionOf, storyToRedact, type StoryToRedact } from './story-to-redact.js';

const template = pageTemplate(import.meta.url, 'redact-story.njk');
const words = loadWords(import.meta.url, 'redact-story');

@Controller()
export class RedactStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(redactStory)
  @Allow(...firstReaders)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return answer(page, await storyToRedact(this.service, who, story));
  }

  @Send(redactStory)
  @Allow(...firstReaders)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const found = await storyToRedact(this.service, who, story);
    const act = textIn(body, 'act');
    if (act === 'accept' || act === 'take-back') {
      const seen = textIn(body, 'redaction');
      const settled = await this.commands.execute(
        new SettleRedaction(context, story, seen === '' ? openRedactionOf(found) : seen, act),
      );
      return this.#after(page, settled, found, redactForm.empty);
    }
    const parsed = redactForm.parse(body);
    if (!parsed.ok) return answer(page, found, parsed);
    const { document, text } = found.read;
    const { passages, storyVersion } = parsed.values;
    const marked = passagesTyped(passages, document.language);
    const done =
      text.kind === 'withheld'
        ? refuse('story-sharing-paused')
        : await this.commands.execute(
            new ProposeRedaction(context, document, text.story, marked, Number(storyVersion)),
          );
    return this.#after(page, done, found, parsed);
  }

  async #after(
    page: PageContext,
    done: RedactionChanged,
    found: StoryToRedact,
    { typed }: Pick<FormState, 'typed'>,
  ): Promise<PageAnswer> {
    if (isRefusal(done)) return answer(page, found, redactForm.refused(typed, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(redactStory.to({ language: page.language, story: found.read.document.id }));
  }
}

const answer = (page: PageContext, found: StoryToRedact, state?: FormState): PageAnswer =>
  htmlReply(template, redactStoryView(found, state, words[page.language]), page);
