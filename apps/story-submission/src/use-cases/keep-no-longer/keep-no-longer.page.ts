import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { keepNoLonger } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { confirmKeepNoLonger } from '../../addresses.js';
import { keepers } from '../../stories/keepers.js';
import { ConfirmRetention, ProposeRetention } from './keep-no-longer.command.js';
import { agreeForm, keepNoLongerView, proposeForm, type Sent } from './keep-no-longer.view.js';
import { programmeToKeep, referencesOn, runsOf, wouldGo } from './would-go.js';

const template = pageTemplate(import.meta.url, 'keep-no-longer.njk');
const words = loadWords(import.meta.url, 'keep-no-longer');

@Controller()
export class KeepNoLongerPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(keepNoLonger)
  @Allow(...keepers)
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, programme);
  }

  @Send(keepNoLonger)
  @Allow(...keepers)
  async propose(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeToKeep(this.service, who, programme);
    const done = await this.commands.execute(new ProposeRetention(context, design));
    if (isRefusal(done)) return this.#answer(page, who, programme, { state: proposeForm.refused({}, done) });
    await this.service.views.reached(done.stream, done.version);
    return seeOther(keepNoLonger.to({ language: page.language, programme }));
  }

  @Send(confirmKeepNoLonger)
  @Allow(...keepers)
  async confirm(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('list') list: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToKeep(this.service, who, programme);
    const form = agreeForm(list);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, { list, state: parsed });
    const done = await this.commands.execute(new ConfirmRetention(context, programme, list));
    if (isRefusal(done)) {
      return this.#answer(page, who, programme, { list, state: form.refused(parsed.typed, done) });
    }
    await this.service.views.reached(done.stream, done.version);
    return seeOther(keepNoLonger.to({ language: page.language, programme }));
  }

  async #answer(page: PageContext, who: SomeoneAsking, programme: string, sent?: Sent): Promise<PageAnswer> {
    const design = await programmeToKeep(this.service, who, programme);
    const going = await wouldGo(this.service, design, this.service.clock.now());
    const runs = await runsOf(this.service, design);
    const people = runs.flatMap(({ proposedBy, confirmedBy }) =>
      confirmedBy === null ? [proposedBy] : [proposedBy, confirmedBy],
    );
    const nameOf = await namesOfPeople(this.service, who, people);
    const isMine = (person: string): boolean => person === who.person;
    const toAgreeTo = runs.filter(({ state, proposedBy }) => state === 'proposed' && !isMine(proposedBy));
    const listed = new Map(
      await Promise.all(toAgreeTo.map(async ({ id }) => [id, await referencesOn(this.service, id)] as const)),
    );
    const shown = { design, going, runs, nameOf, isMine, listed };
    return htmlReply(template, keepNoLongerView(shown, sent, words[page.language]), page);
  }
}
