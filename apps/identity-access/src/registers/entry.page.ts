import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { Fields, Form, FormState, ValuesOf } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import type { Language } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import type { PageView } from '#web/rendering/page-view.js';
import type { PageTemplate } from '#web/rendering/templates.js';
import type { Words, WordsInBoth } from '#web/words/words.js';

import type { EntryParts, EntrySeen, Register } from './register.js';
import { SeeEntry } from './see-entries.query.js';
import { WriteEntry } from './write-entry.command.js';

export interface EntryShown<Parts extends EntryParts, Of extends Fields> {
  readonly template: PageTemplate;
  readonly words: WordsInBoth;
  readonly enter: Route;
  readonly one: Route;
  readonly hrefOf: (language: Language, entry: string, query: { readonly done: string }) => string;
  readonly form: Form<Of>;
  /** A new entry, before anything is typed. */
  readonly begun: (now: string) => FormState;
  readonly typed: (seen: EntrySeen<Parts>) => FormState;
  readonly given: (values: ValuesOf<Of>) => { readonly given: Parts['given']; readonly words: Parts['words'] };
  readonly view: (
    seen: EntrySeen<Parts> | undefined,
    state: FormState,
    version: string,
    isSaved: boolean,
    words: Words,
  ) => PageView;
}

/** The page on which an entry of one register is begun, and that of an entry that stands. */
export function entryPage<Parts extends EntryParts, Of extends Fields>(
  register: Register<Parts>,
  shown: EntryShown<Parts, Of>,
) {
  type Seen = EntrySeen<Parts> | undefined;

  @Controller()
  class EntryPage {
    constructor(
      readonly commands: CommandBus,
      readonly queries: QueryBus,
      readonly service: ServiceRuntime,
    ) {}

    @Page(shown.enter)
    @Allow('administrator')
    begin(@CurrentPage() page: PageContext): PageAnswer {
      return answer(page, undefined, shown.begun(this.service.clock.now()), '', false);
    }

    @Send(shown.enter)
    @Allow('administrator')
    enter(
      @CurrentPage() page: PageContext,
      @Command() context: CommandContext,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      return this.written(page, context, undefined, body);
    }

    @Page(shown.one)
    @Allow('administrator')
    async show(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Param(register.kind) entry: string,
      @Query('done') done?: string,
    ): Promise<PageAnswer> {
      const seen = orThrow(await this.queries.execute(new SeeEntry(register, who, entry)));
      return answer(page, seen, shown.typed(seen), String(seen.version), done === 'saved');
    }

    @Send(shown.one)
    @Allow('administrator')
    async write(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Command() context: CommandContext,
      @Param(register.kind) entry: string,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      const seen = orThrow(await this.queries.execute(new SeeEntry(register, who, entry)));
      return this.written(page, context, seen, body);
    }

    async written(page: PageContext, context: CommandContext, seen: Seen, body: unknown): Promise<PageAnswer> {
      const parsed = shown.form.parse(body);
      const version = textIn(body, 'version');
      if (!parsed.ok) return answer(page, seen, parsed, version, false);
      const { given, words } = shown.given(parsed.values);
      const written = await this.commands.execute(new WriteEntry(context, register, seen?.id, given, words));
      if (isRefusal(written)) {
        const refused = shown.form.refused(parsed.typed, written);
        return answer(page, seen, refused, versionAfter(written, seen, version), false);
      }
      await this.service.views.reached(written.done.stream, written.done.version);
      return seeOther(shown.hrefOf(page.language, written.entry, { done: 'saved' }));
    }
  }

  /** Whoever was told that it changed meanwhile sends the next time over what stands now. */
  const versionAfter = ({ refusal }: Refusal, seen: Seen, sent: string): string =>
    refusal === 'stale-version' && seen !== undefined ? String(seen.version) : sent;

  const answer = (page: PageContext, seen: Seen, state: FormState, version: string, isSaved: boolean): PageAnswer =>
    htmlReply(shown.template, shown.view(seen, state, version, isSaved, shown.words[page.language]), page);

  return EntryPage;
}
