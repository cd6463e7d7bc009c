import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { consentAudiences, type ConsentAudience, type ConsentUse } from '#contracts/shared/consent.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { narrowConsent, seeYourStory, withdrawStory } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { carryToStory, codeCarried } from '../../stories/code-cookie.js';
import { SeeYourStory, type YourStory } from '../see-your-story/your-story.query.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { tellDone } from '../../stories/done-told.js';
import { NarrowConsent } from './narrow-consent.command.js';

const template = pageTemplate(import.meta.url, 'narrow-consent.njk');
const allWords = loadWords(import.meta.url, 'narrow-consent');

const narrowForm = ({ agreed, named, uses }: Standing) =>
  defineForm({
    audiences: choices({ options: agreed }),
    named: choices({ options: named }),
    uses: choices({ options: uses }),
  });

@Controller()
export class NarrowConsentPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(narrowConsent)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const { language } = page;
    const found = await this.#kept(request);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const standing = standingIn(found);
    const { agreed, named, uses } = standing;
    return this.#answer(page, found, narrowForm(standing).filled({ audiences: agreed, named, uses }));
  }

  @Send(narrowConsent)
  @Open('a teller without an account, by the code their browser carries')
  async narrow(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await this.#kept(request);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const form = narrowForm(standingIn(found));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, found, parsed);
    const { values } = parsed;
    // For nobody at all is taking it back: that page says what it means, and asks.
    if (values.audiences.length === 0) return seeOther(withdrawStory.to({ language }));
    const audiences = audiencesOf(
      Object.fromEntries(values.audiences.map((audience) => [audience, { named: values.named.includes(audience) }])),
    );
    const { id, organisation } = found.document;
    const done = await this.commands.execute(
      new NarrowConsent({ ...context, organisation }, id, audiences, [], values.uses),
    );
    if (isRefusal(done)) return this.#answer(page, found, form.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    carryToStory(request, reply, codeCarried(request));
    return tellDone(language, 'narrowed');
  }

  /** The story of this browser, while there is something to narrow: also where sharing is paused. */
  async #kept(request: FastifyRequest): Promise<YourStory | undefined> {
    const found = await this.queries.execute(new SeeYourStory(codeCarried(request)));
    return found?.state === 'active' || found?.state === 'frozen' ? found : undefined;
  }

  #answer(page: PageContext, found: YourStory, state: FormState): PageAnswer {
    return htmlReply(template, narrowConsentView(found, state, allWords[page.language]), page);
  }
}

interface Standing {
  readonly agreed: readonly ConsentAudience[];
  readonly named: readonly ConsentAudience[];
  readonly uses: readonly ConsentUse[];
}

function standingIn({ own: consent }: YourStory): Standing {
  const agreed = consentAudiences.filter((audience) => consent?.audiences[audience] !== undefined);
  return {
    agreed,
    named: agreed.filter((audience) => consent?.audiences[audience]?.named === true),
    uses: consent?.uses ?? [],
  };
}

function narrowConsentView(found: YourStory, state: FormState, words: Words) {
  const { language } = words;
  const standing = standingIn(found);
  const { agreed, named, uses } = standing;
  const { errors, fields } = showForm(narrowForm(standing), state, words, storySubmissionErrors);
  const said = (audience: ConsentAudience): string =>
    found.design?.consentWording.audiences[audience][language] ?? words(`audience-${audience}`);
  return {
    title: words('title'),
    backLink: seeYourStory.to({ language }),
    errors,
    heading: words('heading'),
    paragraphs: [words('only-less'), words('at-once')],
    audiences: macroParams({
      ...fields.audiences,
      fieldset: { legend: { text: words('audiences'), classes: 'nhsuk-fieldset__legend--m' } },
      hint: { text: words('audiences-hint') },
      items: agreed.map((value) => ({ value, text: said(value) })),
    }),
    named:
      named.length === 0
        ? null
        : macroParams({
            ...fields.named,
            fieldset: { legend: { text: words('named'), classes: 'nhsuk-fieldset__legend--m' } },
            hint: { text: words('named-hint') },
            items: named.map((value) => ({ value, text: said(value) })),
          }),
    uses:
      uses.length === 0
        ? null
        : macroParams({
            ...fields.uses,
            fieldset: { legend: { text: words('uses'), classes: 'nhsuk-fieldset__legend--m' } },
            hint: { text: words('uses-hint') },
            items: uses.map((value) => ({ value, text: words(`use-${value}`) })),
          }),
    send: words('send'),
    takeBack: { text: words('take-back'), href: withdrawStory.to({ language }) },
  };
}
