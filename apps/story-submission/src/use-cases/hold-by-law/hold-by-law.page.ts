import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { date } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { endLegalHoldPage, holdByLaw, seeStory } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { keepers } from '../../stories/keepers.js';
import { EndLegalHold, PlaceLegalHold } from './hold-by-law.command.js';
import { legalHoldsOf, storyToHold } from '../../rights/legal-holds-seen.js';

const template = pageTemplate(import.meta.url, 'hold-by-law.njk');
const allWords = loadWords(import.meta.url, 'hold-by-law');

const form = defineForm({
  of: choice({ options: ['story', 'person'], required: 'of-missing' }),
  until: date({ required: 'until-missing', wrong: 'until-wrong' }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'why-too-long' } }),
});

@Controller()
export class HoldByLawPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(holdByLaw)
  @Allow(...keepers)
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, story, form.empty);
  }

  @Send(holdByLaw)
  @Allow(...keepers)
  async place(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const document = await storyToHold(this.service, who, story);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, story, parsed);
    const { of, until, why } = parsed.values;
    const done = await this.commands.execute(new PlaceLegalHold(context, document, of, until, why));
    if (isRefusal(done)) return this.#answer(page, who, story, form.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(holdByLaw.to({ language: page.language, story }));
  }

  @Send(endLegalHoldPage)
  @Allow(...keepers)
  async end(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('hold') hold: string,
  ): Promise<PageAnswer> {
    const document = await storyToHold(this.service, who, story);
    const done = orThrow(await this.commands.execute(new EndLegalHold(context, document, hold)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(holdByLaw.to({ language, story }));
  }

  async #answer(page: PageContext, who: SomeoneAsking, story: string, state: FormState): Promise<PageAnswer> {
    const document = await storyToHold(this.service, who, story);
    const holds = await legalHoldsOf(this.service, document, who);
    const nameOf = await namesOfPeople(
      this.service,
      who,
      holds.map(({ by }) => by),
    );
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const view = {
      title: words('title'),
      backLink: seeStory.to({ language, story }),
      errors,
      heading: words('heading'),
      reference: words('story', { reference: document.reference }),
      explanation: words('explanation'),
      empty: words('empty'),
      holds: holds.map(({ hold, of, until, by, why }, at) => ({
        what: words(`held-${of}`, { date: writeDate(language, until), name: nameOf(by) }),
        why: why === null ? words('why-erased') : words('held-why', { why }),
        action: endLegalHoldPage.to({ language, story, hold }),
        end: words('end'),
        suffix: `-${String(at)}`,
      })),
      newHeading: words('new'),
      isErased: document.state === 'erased' ? words('is-erased') : '',
      of: macroParams({
        ...fields.of,
        fieldset: { legend: { text: words('of'), size: 'm' } },
        items: ['story', 'person'].map((value) => ({ value, text: words(`of-${value}`) })),
      }),
      until: macroParams({
        ...fields.until,
        fieldset: { legend: { text: words('until'), size: 'm' } },
        hint: { text: words('until-hint') },
      }),
      why: macroParams({
        ...fields.why,
        label: { text: words('why'), size: 'm' },
        hint: { text: words('why-hint') },
        rows: 3,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
