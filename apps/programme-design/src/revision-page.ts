import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus, type Command as Asked } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import type { Fields, Form, FormState, ValuesOf } from '#web/forms/form.js';
import type { Language } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import type { PageView } from '#web/rendering/page-view.js';
import type { PageTemplate } from '#web/rendering/templates.js';
import type { Words } from '#web/words/words.js';

import type { ProgrammeEvent } from './domain/programme/events.js';
import { tellOn, type OutcomeTold } from './outcome-told.js';
import { programmeToChange, type Asking } from './programme-to-change.js';
import type { ProgrammeDocument } from './read-models/programmes/programmes.js';
import { versionShown, type VersionShown } from './version-shown.js';

/** One part of a programme that is written anew on a page of its own. */
export interface Revision<Of extends Fields> {
  readonly template: PageTemplate;
  readonly words: Readonly<Record<Language, Words>>;
  /** Asks for what this programme has. */
  readonly form: Form<Of> | ((design: ProgrammeDesign) => Form<Of>);
  /** The part as it stands. */
  readonly typed: (design: ProgrammeDesign) => FormState;
  readonly view: (found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) => PageView;
  readonly command: (
    context: CommandContext,
    programme: string,
    values: ValuesOf<Of>,
    design: ProgrammeDesign,
  ) => Asked<Executed<ProgrammeEvent> | Refusal>;
  readonly told: OutcomeTold;
}

/** The controller of one part: its page, and what is sent from it. */
export function revisionPage<Of extends Fields>(
  at: Route,
  { template, words, form: asked, typed, view, command, told }: Revision<Of>,
) {
  @Controller()
  class RevisionPage {
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
    ): Promise<PageAnswer> {
      return answer(page, await programmeToChange(this.queries, who, programme));
    }

    @Send(at)
    @Allow('administrator', 'evaluator')
    async send(
      @CurrentPage() page: PageContext,
      @SignedIn() who: Asking,
      @Command() context: CommandContext,
      @Param('programme') programme: string,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      const found = await programmeToChange(this.queries, who, programme);
      const { design } = found;
      const form = typeof asked === 'function' ? asked(design) : asked;
      const parsed = form.parse(body);
      if (!parsed.ok) return answer(page, found, parsed, body);
      const done = await this.commands.execute(command(context, programme, parsed.values, design));
      if (isRefusal(done)) {
        const now = await programmeToChange(this.queries, who, programme);
        return answer(page, now, form.refused(parsed.typed, done), body);
      }
      return tellOn(this.service, done, { language: page.language, programme }, told);
    }
  }

  function answer(page: PageContext, found: ProgrammeDocument, answered?: FormState, body?: unknown): PageAnswer {
    const state = answered ?? typed(found.design);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, view(found, state, version, words[page.language]), page);
  }

  return RevisionPage;
}
