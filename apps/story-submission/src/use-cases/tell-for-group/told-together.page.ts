import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeYourStory, toldTogetherPage } from '../../addresses.js';
import { awaited, someoneTookBack } from '../../domain/story/shared-consent.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyNow } from '../../stories/story-now.js';
import { storyCarried } from '../../stories/story-carried.js';
import { AddContributors } from './add-contributors.command.js';
import { codesGivenPage } from '../../telling-together/codes-given.js';
import { peopleInText } from './people-in-text.js';

const template = pageTemplate(import.meta.url, 'told-together.njk');
const allWords = loadWords(import.meta.url, 'told-together');

const form = defineForm({
  contributors: longText({
    required: 'contributors-missing',
    limit: { characters: 20_000, words: 'contributors-too-long' },
  }),
});

/** A teller says who told it with them. */
@Controller()
export class ToldTogetherPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(toldTogetherPage)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#answer(page, story, form.empty);
  }

  @Send(toldTogetherPage)
  @Open('a teller without an account, by the code their browser carries')
  async add(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, story, parsed);
    const within = { ...context, organisation: story.organisation };
    const command = new AddContributors(within, story, peopleInText(parsed.values.contributors));
    const done = await this.commands.execute(command);
    if (isRefusal(done)) return this.#answer(page, story, form.refused(parsed.typed, done));
    await this.service.views.reached(done.done.stream, done.done.version);
    const { id, reference } = story;
    const back = { text: allWords[language]('back'), href: seeYourStory.to({ language }) };
    return codesGivenPage(page, { story: id, reference, codes: done.codes }, back);
  }

  async #answer(page: PageContext, { id, reference }: StoryDocument, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const now = await storyNow(this.service, id);
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const count = now?.together.contributors.length ?? 0;
    const n = now === undefined ? 0 : awaited(now);
    const view = {
      title: words('title'),
      backLink: seeYourStory.to({ language }),
      errors,
      heading: words('heading'),
      reference: words('reference', { reference }),
      standing:
        now === undefined || count === 0
          ? [words('nobody-yet')]
          : [
              words('listed', { n: count }),
              n === 0 ? words('none-awaited') : words('awaited', { n }),
              ...(someoneTookBack(now) ? [words('someone-took-back')] : []),
            ],
      explanation: words('explanation'),
      isOver: now === undefined || now.isWithdrawn,
      contributors: macroParams({
        ...fields.contributors,
        label: { text: words('contributors'), size: 's' },
        hint: { text: words('contributors-hint') },
        rows: 4,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
