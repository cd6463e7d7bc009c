import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { closeMeetingPage, seeMeeting } from '../../addresses.js';
import { panelsOf } from '../../domain/sitting/state.js';
import { panelReviewErrors } from '../../errors.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { titledStories } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { CloseSitting } from './close-sitting.command.js';

const template = pageTemplate(import.meta.url, 'close-sitting.njk');
const allWords = loadWords(import.meta.url, 'close-sitting');

const confirmation = defineForm({});

/** Says what closing does before it is done: it cannot be undone. */
@Controller()
export class CloseSittingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(closeMeetingPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    return this.#form(page, who, sitting, []);
  }

  @Send(closeMeetingPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const done = await this.commands.execute(new CloseSitting(context, sitting));
    if (isRefusal(done)) return this.#form(page, who, sitting, [done]);
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    sitting: string,
    refusals: readonly Refusal[],
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { state } = await sittingLedBy(this.service, who, sitting);
    const design = await designOf(this.service, state.opened.programme);
    const panels = design?.panels ?? [];
    const meeting = panels.filter(({ id }) => panelsOf(state.opened).includes(id));
    const above = panels.filter(({ id }) => meeting.some(({ passesUpTo }) => passesUpTo.includes(id)));
    const chosen = (await titledStories(this.service, who, state)).filter(({ story }) =>
      state.outcome?.stories.includes(story),
    );
    const list = (items: readonly string[]): string => writeList(language, items);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors: showForm(confirmation, confirmation.refused({}, ...refusals), words, panelReviewErrors).errors,
      heading: words('heading'),
      explanation: words('explanation'),
      passesUp:
        chosen.length === 0
          ? words('nothing-chosen')
          : above.length === 0
            ? words('highest-panel')
            : words('passes-up', { panels: list(above.map(({ name }) => name[language])) }),
      chosen: chosen.map(({ title, language: told }) => ({ title, language: told ?? language })),
      send: words('send'),
      notYet: words('not-yet'),
    };
    return htmlReply(template, view, page);
  }
}
