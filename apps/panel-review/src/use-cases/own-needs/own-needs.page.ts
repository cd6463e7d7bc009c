import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { ownNeedsPage, seeMeetings } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { ownNeeds } from '../../reading-meetings/needs-of-members.js';
import { tellDoneToMeetings } from '../../showing-meetings/done-told.js';
import { SayOwnNeeds } from './say-own-needs.command.js';

const template = pageTemplate(import.meta.url, 'own-needs.njk');
const allWords = loadWords(import.meta.url, 'own-needs');

const needsForm = defineForm({
  needs: longText({ limit: { characters: 2_000, words: 'needs-too-long' } }),
  belongsTo: longText({ limit: { characters: 500, words: 'belongs-too-long' } }),
});

@Controller()
export class OwnNeedsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(ownNeedsPage)
  @Allow('panel-member', 'facilitator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    return this.#form(page, needsForm.filled({ ...(await ownNeeds(this.service, who)) }));
  }

  @Send(ownNeedsPage)
  @Allow('panel-member', 'facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = needsForm.parse(body);
    if (!parsed.ok) return this.#form(page, parsed);
    const { needs = '', belongsTo = '' } = parsed.values;
    const done = await this.commands.execute(new SayOwnNeeds(context, { needs, belongsTo }));
    if (isRefusal(done)) return this.#form(page, needsForm.refused(parsed.typed, done));
    return tellDoneToMeetings(page.language, 'own-needs');
  }

  #form(page: PageContext, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(needsForm, state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeetings.to({ language }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      needs: macroParams({
        ...fields.needs,
        label: { text: words('needs'), size: 'm' },
        hint: { text: words('needs-hint') },
        rows: 4,
      }),
      belongsTo: macroParams({
        ...fields.belongsTo,
        label: { text: words('belongs'), size: 'm' },
        hint: { text: words('belongs-hint') },
        rows: 2,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
