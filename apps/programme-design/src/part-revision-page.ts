import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus, type Command as Asked } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
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
import { programmeToChange } from './programme-to-change.js';
import type { ProgrammeDocument } from './read-models/programmes/programmes.js';
import { versionShown, type VersionShown } from './version-shown.js';

/** One of several in a programme, such as a period, that is written anew or taken off on a page of its own. */
export interface PartRevision<Part, Of extends Fields> {
  /** As the address names it. */
  readonly param: string;
  readonly partOf: (design: ProgrammeDesign, id: string) => Part | undefined;
  readonly notFound: Refusal;
  readonly template: PageTemplate;
  readonly words: Readonly<Record<Language, Words>>;
  /** A function where it asks for what this programme has beside the part. */
  readonly form: Form<Of> | ((design: ProgrammeDesign, id: string) => Form<Of>);
  /** The part as it stands. */
  readonly typed: (part: Part, design: ProgrammeDesign) => FormState;
  readonly view: (
    found: ProgrammeDocument,
    part: Part,
    state: FormState,
    version: VersionShown,
    words: Words,
  ) => PageView;
  readonly command: (
    context: CommandContext,
    at: { readonly programme: string; readonly id: string },
    values: ValuesOf<Of>,
    design: ProgrammeDesign,
  ) => Asked<Executed<ProgrammeEvent> | Refusal> | Refusal;
  /** A refusal as this page words it. */
  readonly refused?: (refusal: Refusal, design: ProgrammeDesign, values: ValuesOf<Of>, language: Language) => Refusal;
  readonly told: OutcomeTold;
}

/** The controller of one part: its page, and what is sent from it. */
export function partRevisionPage<Part, Of extends Fields>(
  route: Route,
  {
    param,
    partOf,
    notFound,
    template,
    words,
    form: asked,
    typed,
    view,
    command,
    refused,
    told,
  }: PartRevision<Part, Of>,
) {
  @Controller()
  class PartRevisionPage {
    constructor(
      readonly commands: CommandBus,
      readonly queries: QueryBus,
      readonly service: ServiceRuntime,
    ) {}

    @Page(route)
    @Allow('administrator', 'evaluator')
    async show(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Param('programme') programme: string,
      @Param(param) id: string,
    ): Promise<PageAnswer> {
      return answer(page, await programmeToChange(this.queries, who, programme), id);
    }

    @Send(route)
    @Allow('administrator', 'evaluator')
    async send(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Command() context: CommandContext,
      @Param('programme') programme: string,
      @Param(param) id: string,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      const { language } = page;
      const found = await programmeToChange(this.queries, who, programme);
      const { design } = found;
      const form = typeof asked === 'function' ? asked(design, id) : asked;
      const parsed = form.parse(body);
      if (!parsed.ok) return answer(page, found, id, parsed, body);
      const { values } = parsed;
      const given = command(context, { programme, id }, values, design);
      const done = isRefusal(given) ? given : await this.commands.execute(given);
      if (isRefusal(done)) {
        const now = await programmeToChange(this.queries, who, programme);
        const refusal = refused?.(done, design, values, language) ?? done;
        return answer(page, now, id, form.refused(parsed.typed, refusal), body);
      }
      return tellOn(this.service, done, { language, programme }, told);
    }
  }

  function answer(
    page: PageContext,
    found: ProgrammeDocument,
    id: string,
    answered?: FormState,
    body?: unknown,
  ): PageAnswer {
    const part = partOf(found.design, id) ?? throwRefusal(notFound);
    const state = answered ?? typed(part, found.design);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, view(found, part, state, version, words[page.language]), page);
  }

  return PartRevisionPage;
}
