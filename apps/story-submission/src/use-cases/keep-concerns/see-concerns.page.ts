import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { seeConcerns } from '#contracts/story-submission/addresses.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { listOf, textsIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { letStoryGoPage, seeConcern, takeConcernPage } from '../../addresses.js';
import { stories } from '../../read-models/stories/stories.js';
import { closeForm } from './close-concern.form.js';
import { concernsOf, textsOf } from './concerns-seen.js';
import { CloseConcern, TakeConcern } from './keep-concerns.command.js';
import { LetStoryGo } from './keep-story-back.js';
import { seeConcernsView, seeConcernView, type Colleague } from './see-concerns.view.js';
import { firstReaders } from '../../stories/stories-to-read.js';
import { concernKept, programmeKept } from '../../stories/who-keeps-concerns.js';

const listTemplate = pageTemplate(import.meta.url, 'see-concerns.njk');
const template = pageTemplate(import.meta.url, 'see-concern.njk');
const words = loadWords(import.meta.url, 'see-concerns');
const onAPage = 25;

@Controller()
export class SeeConcernsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeConcerns)
  @AllowSignedIn()
  async list(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('after') after?: string,
  ): Promise<PageAnswer> {
    const design = await programmeKept(this.service, who, programme);
    const found = await concernsOf(this.service, who, design, { after, limit: onAPage });
    const people = found.items.flatMap(({ raisedBy, owner }) => (owner === null ? [raisedBy] : [raisedBy, owner]));
    const nameOf = await namesOfPeople(this.service, who, people);
    const references = await this.#references(found.items.map(({ story }) => story));
    const isFirstReader = mayActOn(who, { organisation: who.organisation, programme }, firstReaders);
    const shown = { design, found, isFurtherOn: after !== undefined, isFirstReader };
    return htmlReply(listTemplate, seeConcernsView(shown, references, nameOf, words[page.language]), page);
  }

  @Page(seeConcern)
  @AllowSignedIn()
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, programme, concern, closeForm.empty);
  }

  @Send(takeConcernPage)
  @AllowSignedIn()
  async take(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
  ): Promise<PageAnswer> {
    await concernKept(this.service, who, programme, concern);
    const done = orThrow(await this.commands.execute(new TakeConcern(context, concern)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeConcern.to({ language, programme, concern }));
  }

  @Send(seeConcern)
  @AllowSignedIn()
  async close(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { story } = await concernKept(this.service, who, programme, concern);
    const parsed = closeForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, concern, parsed);
    const { outcome, note } = parsed.values;
    const done = await this.commands.execute(new CloseConcern(context, concern, story, outcome, note));
    if (isRefusal(done)) {
      return this.#answer(page, who, programme, concern, closeForm.refused(parsed.typed, done));
    }
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeConcerns.to({ language: page.language, programme }));
  }

  @Send(letStoryGoPage)
  @AllowSignedIn()
  async letGo(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { story } = await concernKept(this.service, who, programme, concern);
    const known = (await this.#colleagues(who)).map(({ id }) => id);
    const keptFrom = listOf(textsIn(body, 'keptFrom')).filter((each) => known.includes(each));
    const done = orThrow(await this.commands.execute(new LetStoryGo(context, concern, story, keptFrom)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeConcern.to({ language, programme, concern }));
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    programme: string,
    concern: string,
    state: FormState,
  ): Promise<PageAnswer> {
    const found = await concernKept(this.service, who, programme, concern);
    const texts = await textsOf(this.service, who, found);
    const people = found.owner === null ? [found.raisedBy] : [found.raisedBy, found.owner];
    const nameOf = await namesOfPeople(this.service, who, people);
    const references = await this.#references([found.story]);
    const colleagues = found.isHolding ? await this.#colleagues(who) : [];
    const timeZone = await timeZoneOf(this.service, programme);
    const shown = { found, texts, timeZone, colleagues, isMine: found.owner === who.person, state };
    return htmlReply(template, seeConcernView(shown, references, nameOf, words[page.language]), page);
  }

  /** Everybody of the organisation with an account: any of them may be whom it is about, or manage them. */
  async #colleagues(who: SomeoneAsking): Promise<readonly Colleague[]> {
    const { organisation } = who;
    const ids: string[] = [];
    const query = { index: 'byOrganisation' as const, equals: { organisation } };
    for await (const { id } of this.service.views.stream(knownPeople, query)) ids.push(id);
    const nameOf = await namesOfPeople(this.service, who, ids);
    return ids.map((id) => ({ id, name: nameOf(id) }));
  }

  async #references(ids: readonly string[]): Promise<(story: string) => string> {
    const found = new Map<string, string>();
    for (const id of new Set(ids)) {
      const document = await this.service.views.get(stories, id);
      if (document !== undefined) found.set(id, document.reference);
    }
    return (story) => found.get(story) ?? story;
  }
}
