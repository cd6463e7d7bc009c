import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { keepDissentPage, seeMeeting } from '../../addresses.js';
import { reachField, reachQuestion, usualReachTyped } from '../../choosing-reach/reach-question.js';
import { reachOf } from '../../domain/sitting/reach.js';
import { panelReviewErrors } from '../../errors.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { KeepDissent } from './keep-dissent.command.js';

const template = pageTemplate(import.meta.url, 'keep-dissent.njk');
const allWords = loadWords(import.meta.url, 'keep-dissent');

const kinds = ['dissent', 'caveat'] as const;

const keepDissentForm = defineForm({
  kind: choice({ options: kinds, required: 'kind-missing' }),
  text: longText({ required: 'text-missing', limit: { characters: 10_000, words: 'text-too-long' } }),
  reach: reachField(),
});

@Controller()
export class KeepDissentPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(keepDissentPage)
  @Allow('facilitator', 'panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    return this.#form(page, sitting, keepDissentForm.filled(usualReachTyped));
  }

  @Send(keepDissentPage)
  @Allow('facilitator', 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = keepDissentForm.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, parsed);
    const { kind, text, reach } = parsed.values;
    const done = await this.commands.execute(new KeepDissent(context, sitting, kind, text, reachOf(reach)));
    if (isRefusal(done)) return this.#form(page, sitting, keepDissentForm.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  #form(page: PageContext, sitting: string, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(keepDissentForm, state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      kind: macroParams({
        ...fields.kind,
        fieldset: { legend: { text: words('kind'), size: 'm' } },
        items: kinds.map((value) => ({ value, text: words(`kind-${value}`), hint: { text: words(`hint-${value}`) } })),
      }),
      text: macroParams({ ...fields.text, label: { text: words('text'), size: 'm' }, rows: 6 }),
      reach: reachQuestion(fields.reach, language),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
