import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { seeTranslations, translateStoryPage } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { languagesFor } from '../../domain/translation/translation.js';
import { isThereToSee, sightOfTranslator } from '../../media/media-seen.js';
import { storyToTranslate, translators, type StoryToTranslate } from '../../stories/story-to-translate.js';
import { TranslateStory } from './translate-story.command.js';
import { translateForm, translateStoryView } from './translate-story.view.js';

const template = pageTemplate(import.meta.url, 'translate-story.njk');
const words = loadWords(import.meta.url, 'translate-story');

@Controller()
export class TranslateStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(translateStoryPage)
  @Allow(...translators)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Query('into') into = '',
  ): Promise<PageAnswer> {
    return this.#answer(page, who, await storyToTranslate(this.service, who, story), into);
  }

  @Send(translateStoryPage)
  @Allow(...translators)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const found = await storyToTranslate(this.service, who, story);
    const parsed = translateForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, found, '', parsed);
    const { language, title = null, narrative, whySignificant = null, storyVersion } = parsed.values;
    const text = { title, narrative, whySignificant };
    const done =
      found.text.kind === 'withheld'
        ? refuse('translation-not-agreed')
        : await this.commands.execute(
            new TranslateStory(context, found.document, language, Number(storyVersion), text),
          );
    if (isRefusal(done)) return this.#answer(page, who, found, '', translateForm.refused(parsed.typed, done));
    const { programme, period } = found.document;
    return seeOther(seeTranslations.to({ language: page.language, programme, period }));
  }

  async #answer(page: PageContext, who: SomeoneAsking, found: StoryToTranslate, into: string, state?: FormState) {
    const made = found.text.kind === 'shown' ? found.text.translations : [];
    const nameOf = await namesOfPeople(
      this.service,
      who,
      made.map(({ by }) => by),
    );
    const possible = languagesFor(found.document.language);
    const chosen = possible.find((each) => each === into) ?? possible[0] ?? 'cy';
    const hasMedia =
      found.text.kind === 'shown' &&
      (await isThereToSee(this.service, sightOfTranslator(this.service, who, found.document.id)));
    const timeZone = await timeZoneOf(this.service, found.document.programme);
    const view = translateStoryView(found, hasMedia, chosen, { nameOf, timeZone }, state, words[page.language]);
    return htmlReply(template, view, page);
  }
}
