import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus, type Command as Asked } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { PageTemplate } from '#web/rendering/templates.js';
import type { Words, WordsInBoth } from '#web/words/words.js';

import { seeProgramme } from './addresses.js';
import type { ProgrammeEvent } from './domain/programme/events.js';
import { programmeDesignErrors } from './errors.js';
import { tellOn, type OutcomeTold } from './outcome-told.js';
import { programmeToChange, type Asking } from './programme-to-change.js';
import type { ProgrammeDocument } from './read-models/programmes/programmes.js';

/** What is done with a whole period. */
export interface PeriodAct {
  readonly template: PageTemplate;
  readonly words: WordsInBoth;
  readonly command: (
    context: CommandContext,
    programme: string,
    period: string,
    why: string | null,
  ) => Asked<Executed<ProgrammeEvent> | Refusal>;
  readonly told: OutcomeTold;
  /** What the page says besides. */
  readonly besides?: (design: ProgrammeDesign, words: Words) => object;
}

const form = defineForm({ why: longText() });

/** The controller of one act: what it means is said, and why it is done may be. */
export function periodPage(at: Route, { template, words: allWords, command, told, besides }: PeriodAct) {
  @Controller()
  class PeriodPage {
    constructor(
      readonly commands: CommandBus,
      readonly queries: QueryBus,
      readonly service: ServiceRuntime,
    ) {}

    @Page(at)
    @Allow('administrator', 'evaluator')
    async show(
      @CurrentPage() page: PageContext,
      @SignedIn() who: Asking,
      @Param('programme') programme: string,
      @Param('period') period: string,
    ): Promise<PageAnswer> {
      return answer(page, await programmeToChange(this.queries, who, programme), period, form.empty);
    }

    @Send(at)
    @Allow('administrator', 'evaluator')
    async send(
      @CurrentPage() page: PageContext,
      @SignedIn() who: Asking,
      @Command() context: CommandContext,
      @Param('programme') programme: string,
      @Param('period') period: string,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      const found = await programmeToChange(this.queries, who, programme);
      const parsed = form.parse(body);
      if (!parsed.ok) return answer(page, found, period, parsed);
      const done = await this.commands.execute(command(context, programme, period, parsed.values.why ?? null));
      if (isRefusal(done)) {
        const now = await programmeToChange(this.queries, who, programme);
        return answer(page, now, period, form.refused(parsed.typed, done));
      }
      return tellOn(this.service, done, { language: page.language, programme }, told);
    }
  }

  function answer(page: PageContext, { id, design }: ProgrammeDocument, period: string, state: FormState): PageAnswer {
    const found = design.periods.find((each) => each.id === period) ?? throwRefusal(refuse('period-not-found'));
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(form, state, words, programmeDesignErrors);
    const heading = words('heading', { name: found.name[language] });
    const view = {
      title: heading,
      backLink: seeProgramme.to({ language, programme: id }),
      errors,
      heading,
      explanation: words('explanation'),
      ...besides?.(design, words),
      why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 3 }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }

  return PeriodPage;
}
