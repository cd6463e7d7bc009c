import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { endRehearsalPage, seeRehearsalPage } from '../../addresses.js';
import { endForm, stepForm } from './rehearsal-forms.js';
import { rehearsalView } from './rehearsal.view.js';
import { Rehearse, type Rehearsing } from './rehearse.command.js';
import { SeeRehearsal, type RehearsalSeen } from './see-rehearsals.query.js';

const template = pageTemplate(import.meta.url, 'rehearsal.njk');
const allWords = loadWords(import.meta.url, 'rehearse');

@Controller()
export class RehearsalPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeRehearsalPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('rehearsal') rehearsal: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, rehearsal, stepForm.empty, endForm.empty);
  }

  @Send(seeRehearsalPage)
  @Allow('administrator')
  async step(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('rehearsal') rehearsal: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = stepForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, rehearsal, parsed, endForm.empty);
    const { step, wentWrong: wrong = '' } = parsed.values;
    return this.#move(page, context, { what: 'step', rehearsal, step, wrong }, (refusal) =>
      this.#answer(page, who, rehearsal, stepForm.refused(parsed.typed, refusal), endForm.empty),
    );
  }

  /** The same page: its form for ending has an address of its own. */
  @Page(endRehearsalPage)
  @Allow('administrator')
  beforeEnd(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('rehearsal') rehearsal: string,
  ): Promise<PageAnswer> {
    return this.show(page, who, rehearsal);
  }

  @Send(endRehearsalPage)
  @Allow('administrator')
  async end(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('rehearsal') rehearsal: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = endForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, rehearsal, stepForm.empty, parsed);
    const { lessons = '' } = parsed.values;
    return this.#move(page, context, { what: 'end', rehearsal, lessons }, (refusal) =>
      this.#answer(page, who, rehearsal, stepForm.empty, endForm.refused(parsed.typed, refusal)),
    );
  }

  async #move(
    page: PageContext,
    context: CommandContext,
    rehearsing: Extract<Rehearsing, { readonly rehearsal: string }>,
    refused: (refusal: Parameters<typeof stepForm.refused>[1]) => Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const moved = await this.commands.execute(new Rehearse(context, rehearsing));
    if (isRefusal(moved)) return refused(moved);
    await this.service.views.reached(moved.done.stream, moved.done.version);
    return seeOther(seeRehearsalPage.to({ language: page.language, rehearsal: moved.rehearsal }));
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    rehearsal: string,
    step: FormState,
    end: FormState,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeRehearsal(who, rehearsal)));
    const nameOf = await namesOfPeople(this.service, who, peopleIn(seen));
    return htmlReply(template, rehearsalView(seen, nameOf, { step, end }, allWords[page.language]), page);
  }
}

const peopleIn = ({ by, second, steps }: RehearsalSeen): readonly string[] => [
  by,
  second,
  ...steps.flatMap((each) => (each.by === null ? [] : [each.by])),
];
