import type { Command, CommandBus, QueryBus } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Fields, Form, FormState, ValuesOf } from '#web/forms/form.js';
import type { Language } from '#web/language.js';
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
  ) => Command<Executed<ProgrammeEvent> | Refusal>;
  readonly told: OutcomeTold;
}

export class RevisionPage<Of extends Fields> {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
    private readonly revision: Revision<Of>,
  ) {}

  async show(page: PageContext, who: Asking, programme: string, answered?: FormState, body?: unknown) {
    const { template, typed, view, words } = this.revision;
    const found = await programmeToChange(this.queries, who, programme);
    const state = answered ?? typed(found.design);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, view(found, state, version, words[page.language]), page);
  }

  async send(
    page: PageContext,
    who: Asking,
    context: CommandContext,
    programme: string,
    body: unknown,
  ): Promise<PageAnswer> {
    const { form: given, command, told } = this.revision;
    const { design } = await programmeToChange(this.queries, who, programme);
    const form = typeof given === 'function' ? given(design) : given;
    const parsed = form.parse(body);
    if (!parsed.ok) return this.show(page, who, programme, parsed, body);
    const done = await this.commands.execute(command(context, programme, parsed.values, design));
    if (isRefusal(done)) return this.show(page, who, programme, form.refused(parsed.typed, done), body);
    return tellOn(this.service, done, { language: page.language, programme }, told);
  }
}
