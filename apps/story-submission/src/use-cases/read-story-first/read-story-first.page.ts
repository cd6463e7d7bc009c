import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { storiesToRead as storiesToReadPage } from '#contracts/story-submission/addresses.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { readStoryFirst } from '../../addresses.js';
import { ClearStory, HoldBackStory } from './read-story-first.command.js';
import { readStoryFirstForm } from './read-story-first.form.js';
import { readStoryFirstView } from './read-story-first.view.js';
import { firstReaders, storyToRead } from '../../stories/stories-to-read.js';

const template = pageTemplate(import.meta.url, 'read-story-first.njk');
const words = loadWords(import.meta.url, 'read-story-first');

@Controller()
export class ReadStoryFirstPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(readStoryFirst)
  @Allow(...firstReaders)
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, story);
  }

  @Send(readStoryFirst)
  @Allow(...firstReaders)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { document } = await storyToRead(this.service, who, story);
    const parsed = readStoryFirstForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, story, parsed);
    const { answer, why, storyVersion, nobodyRecognised } = parsed.values;
    const read = Number(storyVersion);
    const done = await this.commands.execute(
      answer === 'clear'
        ? new ClearStory(context, story, read, nobodyRecognised.length > 0)
        : new HoldBackStory(context, story, read, why ?? ''),
    );
    if (isRefusal(done)) return this.#answer(page, who, story, readStoryFirstForm.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(storiesToReadPage.to({ language: page.language, programme: document.programme }));
  }

  async #answer(page: PageContext, who: SomeoneAsking, story: string, state?: FormState) {
    const read = await storyToRead(this.service, who, story);
    return htmlReply(template, readStoryFirstView(read, state, words[page.language]), page);
  }
}
