import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { chooseContactPage, seeYourStory, yourWishes } from '../../addresses.js';
import { afterDeathWishes, lostCodeWays } from '../../domain/over-time/circumstances.js';
import type { TrustedPerson } from '../../domain/over-time/events.js';
import { storyStream } from '../../domain/story/events.js';
import { storySubmissionErrors } from '../../errors.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyCarried } from '../../stories/story-carried.js';
import { trustedOf } from '../../telling/circumstances-told.js';
import { questionWords } from '../../telling/questions.js';
import { tellDone } from '../../stories/done-told.js';
import { ChooseWishes } from './choose-wishes.command.js';

const template = pageTemplate(import.meta.url, 'your-wishes.njk');
const allWords = loadWords(import.meta.url, 'your-wishes');
/** The same questions as while telling, in the same words. */

const form = defineForm({
  lostCode: choice({ options: lostCodeWays }),
  afterDeath: choice({ options: afterDeathWishes }),
  trustedName: text({ limit: { characters: 500, words: 'too-long' } }),
  trustedAddress: longText({ limit: { characters: 1_000, words: 'too-long' } }),
});

@Controller()
export class YourWishesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(yourWishes)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#answer(page, await this.#chosen(story));
  }

  @Send(yourWishes)
  @Open('a teller without an account, by the code their browser carries')
  async choose(
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
    if (!parsed.ok) return this.#answer(page, parsed);
    const { lostCode = null, afterDeath = null, trustedName, trustedAddress } = parsed.values;
    const trusted = trustedOf({ lostCode, afterDeath }, trustedName, trustedAddress);
    const done = await this.commands.execute(new ChooseWishes(context, story, { lostCode, afterDeath, trusted }));
    if (isRefusal(done)) return this.#answer(page, form.refused(parsed.typed, done));
    return tellDone(language, 'wishes');
  }

  /** What they chose before, their own to read. */
  async #chosen({ id, teller, organisation }: StoryDocument): Promise<FormState> {
    const { lostCode, afterDeath, trusted } = await overTimeOf(this.service, id);
    const reader = { person: teller, organisation };
    const owner = storyStream(id);
    const answer = await this.service.unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
    const person =
      trusted !== null && answer.kind === 'granted' ? answer.open<TrustedPerson>(trusted) : { name: '', address: '' };
    return form.filled({
      lostCode: lostCode ?? '',
      afterDeath: afterDeath ?? '',
      trustedName: person.name,
      trustedAddress: person.address,
    });
  }

  #answer(page: PageContext, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const said = questionWords[language];
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const radios = (key: 'lostCode' | 'afterDeath', name: string, options: readonly string[]) =>
      macroParams({
        ...fields[key],
        fieldset: { legend: { text: said(name), classes: 'nhsuk-fieldset__legend--m' } },
        hint: { text: said(`${name}-hint`) },
        items: options.map((value) => ({ value, text: said(`${name}-${value}`) })),
      });
    const view = {
      ...{ title: words('title'), backLink: seeYourStory.to({ language }), errors, heading: words('heading') },
      explanation: words('explanation'),
      lostCode: radios('lostCode', 'lost-code', lostCodeWays),
      reach: { text: words('reach'), link: words('reach-link'), href: chooseContactPage.to({ language }) },
      afterDeath: radios('afterDeath', 'after-death', afterDeathWishes),
      trustedName: macroParams({
        ...fields.trustedName,
        label: { text: said('trusted-name') },
        hint: { text: said('people-name-hint') },
        spellcheck: false,
      }),
      trustedAddress: macroParams({
        ...fields.trustedAddress,
        label: { text: said('trusted-address') },
        hint: { text: said('trusted-address-hint') },
        rows: 3,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
