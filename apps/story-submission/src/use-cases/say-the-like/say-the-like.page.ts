import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { seeMeetings } from '#contracts/panel-review/addresses.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { sayTheLike } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { storySubmissionErrors } from '../../errors.js';
import { SayTheLike, storyHeardBy } from './say-the-like.command.js';

const template = pageTemplate(import.meta.url, 'say-the-like.njk');
const allWords = loadWords(import.meta.url, 'say-the-like');

const form = defineForm({ happened: choice({ options: ['yes', 'no'], required: 'happened-missing' }) });

@Controller()
export class SayTheLikePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(sayTheLike)
  @AllowSignedIn()
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Query('thanks') thanks?: string,
  ): Promise<PageAnswer> {
    const { reference } = orThrow(await storyHeardBy(this.service, who, story));
    return answer(page, reference, form.empty, thanks !== undefined);
  }

  @Send(sayTheLike)
  @AllowSignedIn()
  async say(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { reference } = orThrow(await storyHeardBy(this.service, who, story));
    const parsed = form.parse(body);
    if (!parsed.ok) return answer(page, reference, parsed, false);
    const done = await this.commands.execute(new SayTheLike(context, who, story, parsed.values.happened === 'yes'));
    if (isRefusal(done)) return answer(page, reference, form.refused(parsed.typed, done), false);
    return seeOther(sayTheLike.to({ language: page.language, story }, { thanks: 1 }));
  }
}

function answer(page: PageContext, reference: string, state: FormState, isAnswered: boolean): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
  const view = {
    title: words('heading'),
    backLink: seeMeetings.to({ language }),
    errors,
    heading: words('heading'),
    reference: words('reference', { reference }),
    thanks: isAnswered ? words('thanks') : '',
    explanation: words('explanation'),
    happened: macroParams({
      ...fields.happened,
      fieldset: { legend: { text: words('happened'), classes: 'nhsuk-fieldset__legend--m' } },
      items: (['yes', 'no'] as const).map((value) => ({ value, text: words(`happened-${value}`) })),
    }),
    send: words('send'),
  };
  return htmlReply(template, view, page);
}
