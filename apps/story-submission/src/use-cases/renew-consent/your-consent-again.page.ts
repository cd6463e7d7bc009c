import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { consentAudiences, consentUses, type Consent } from '#contracts/shared/consent.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { seeYourStory, yourConsentAgain } from '../../addresses.js';
import type { OverTime } from '../../domain/over-time/over-time.js';
import { offeredAgain, waitsForAnswer } from '../../domain/over-time/renewal.js';
import { storyStream } from '../../domain/story/events.js';
import { storySubmissionErrors } from '../../errors.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyCarried } from '../../stories/story-carried.js';
import { AnswerRenewal } from './renew-consent.command.js';

const template = pageTemplate(import.meta.url, 'your-consent-again.njk');
const allWords = loadWords(import.meta.url, 'your-consent-again');
const form = defineForm({
  audiences: choices({ options: consentAudiences }),
  uses: choices({ options: consentUses }),
});

@Controller()
export class YourConsentAgainPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(yourConsentAgain)
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

  @Send(yourConsentAgain)
  @Open('a teller without an account, by the code their browser carries')
  async send(
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
    const { audiences, uses } = parsed.values;
    const done = await this.commands.execute(new AnswerRenewal(context, story, audiences, uses));
    if (isRefusal(done)) return this.#answer(page, story, form.refused(parsed.typed, done));
    return seeOther(yourConsentAgain.to({ language }));
  }

  async #answer(page: PageContext, story: StoryDocument, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { vault, views } = this.service;
    const known = await overTimeOf(this.service, story.id);
    const standing = (await vault.consentOf(storyStream(story.id)))?.consent;
    const design = (await views.get(knownProgrammes, story.programme))?.design;
    const isAsked = story.state === 'active' && standing !== undefined && waitsForAnswer(known);
    const said = (audience: (typeof consentAudiences)[number]): string =>
      design?.consentWording.audiences[audience][language] ?? words(`audience-${audience}`);
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const uses = known.putOff?.uses ?? [];
    const view = {
      ...{ title: words('title'), backLink: seeYourStory.to({ language }), errors, heading: words('heading') },
      explanation: isAsked ? explanation(known, story, words) : [words('nothing')],
      ask: !isAsked
        ? null
        : {
            audiences: macroParams({
              ...fields.audiences,
              fieldset: { legend: { text: words('audiences'), classes: 'nhsuk-fieldset__legend--m' } },
              hint: { text: words('audiences-hint') },
              items: offeredAgain(standing, known.putOff).map((value) => ({
                value,
                text: said(value),
                hint: { text: words(readsNow(standing, value) ? 'reads-now' : 'reads-not-yet') },
              })),
            }),
            uses:
              uses.length === 0
                ? null
                : macroParams({
                    ...fields.uses,
                    fieldset: { legend: { text: words('uses'), classes: 'nhsuk-fieldset__legend--m' } },
                    items: uses.map((value) => ({ value, text: words(`use-${value}`) })),
                  }),
            careful: words('careful'),
            send: words('send'),
          },
    };
    return htmlReply(template, view, page);
  }
}

const readsNow = (standing: Consent, audience: (typeof consentAudiences)[number]): boolean =>
  standing.audiences[audience] !== undefined;

const explanation = (known: OverTime, story: StoryDocument, words: (typeof allWords)['en']): readonly string[] => [
  words('told', { date: writeDate(words.language, story.toldOn) }),
  words(known.putOff === null ? 'because-time' : `because-${known.putOff.because}`),
  words('no-answer'),
];
