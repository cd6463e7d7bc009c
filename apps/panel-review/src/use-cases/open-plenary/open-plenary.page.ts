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
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { comparePanelsPage, openPlenaryPage, seeMeeting } from '../../addresses.js';
import { membersOfPlenary, storiesOfPlenary } from '../../domain/sitting/plenary.js';
import { isUntold } from '../../domain/sitting/rules.js';
import type { SittingState } from '../../domain/sitting/state.js';
import { methods } from '../../domain/tally/tally-document.js';
import { panelReviewErrors } from '../../errors.js';
import { designOf, namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import { panelsBesideFor } from '../../reading-meetings/panels-beside.js';
import { meetingWords } from '../../showing-meetings/meeting-for.js';
import { OpenPlenary } from './open-plenary.command.js';

const template = pageTemplate(import.meta.url, 'open-plenary.njk');
const allWords = loadWords(import.meta.url, 'open-plenary');

const places = ['online', 'room'] as const;

const plenaryForm = defineForm({
  method: choice({ options: methods, required: 'method-missing' }),
  heldIn: choice({ options: places, required: 'held-in-missing' }),
});

/** How panels that were compared meet together. */
@Controller()
export class OpenPlenaryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(openPlenaryPage)
  @Allow('facilitator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, sitting, plenaryForm.empty);
  }

  @Send(openPlenaryPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = plenaryForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, sitting, parsed);
    const done = await this.commands.execute(new OpenPlenary(context, sitting, parsed.values));
    if (isRefusal(done)) return this.#form(page, who, sitting, plenaryForm.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting: done.sitting }));
  }

  async #form(page: PageContext, who: SomeoneAsking, sitting: string, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { closed, stillMeeting } = await panelsBesideFor(this.service, who, sitting);
    const states = closed.map((each) => each.state);
    const design = await designOf(this.service, closed[0]?.programme ?? '');
    const namesOf = (of: readonly SittingState[]): string =>
      writeList(
        language,
        of.map(({ opened }) => namesOfMeeting(design, opened, language).panel),
      );
    const untold = states.filter(isUntold);
    const { errors, fields } = showForm(plenaryForm, state, words, panelReviewErrors);
    const legend = (key: string) => ({ legend: { text: words(key), size: 'm' } });
    const view = {
      title: words('heading'),
      backLink: comparePanelsPage.to({ language, sitting }),
      errors,
      heading: words('heading'),
      empty: states.length < 2 ? words('nobody-beside') : '',
      explanation: words('explanation'),
      facts: [
        words('panels', { panels: namesOf(states) }),
        words('members', { n: membersOfPlenary(states).length }),
        words('stories', { n: storiesOfPlenary(states).length }),
        ...(untold.length === 0 ? [] : [words('untold', { panels: namesOf(untold) })]),
        ...(stillMeeting.length === 0 ? [] : [words('still-meeting', { n: stillMeeting.length })]),
      ],
      method: macroParams({
        ...fields.method,
        fieldset: legend('method'),
        items: methods.map((method) => ({ value: method, text: meetingWords[language](`method-${method}`) })),
      }),
      heldIn: macroParams({
        ...fields.heldIn,
        fieldset: legend('held-in'),
        items: places.map((place) => ({ value: place, text: meetingWords[language](`held-in-${place}`) })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
