import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeRightsRequest } from '../../addresses.js';
import { AnswerRightsRequest, type Answering } from '../answer-rights-request/answer-rights-request.command.js';
import { keepers } from '../../stories/keepers.js';
import { openRequest } from '../../rights/find-request.js';
import { answerForm, identityForm, seeRightsRequestView } from './see-rights-request.view.js';

const template = pageTemplate(import.meta.url, 'see-rights-request.njk');
const words = loadWords(import.meta.url, 'see-rights-request');

@Controller()
export class SeeRightsRequestPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeRightsRequest)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('request') id: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, id, answerForm.empty);
  }

  @Send(seeRightsRequest)
  @Allow(...keepers)
  async answer(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('request') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { request } = await openRequest(this.service, who, id);
    if (textIn(body, 'act') === 'identity') return this.#checkIdentity(page, context, who, request.id, body);
    const parsed = answerForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, id, parsed);
    const answering = answeringIn(body);
    const done =
      answering === undefined
        ? refuse('rights-answer-missing', 'answer')
        : await this.commands.execute(new AnswerRightsRequest(context, request.id, answering));
    if (isRefusal(done)) return this.#answer(page, who, id, answerForm.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeRightsRequest.to({ language: page.language, request: id }));
  }

  async #checkIdentity(
    page: PageContext,
    context: CommandContext,
    who: SomeoneAsking,
    id: string,
    body: unknown,
  ): Promise<PageAnswer> {
    const parsed = identityForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, id, answerForm.empty, parsed);
    const answering: Answering = { kind: 'identity', how: parsed.values.identity };
    const done = orThrow(await this.commands.execute(new AnswerRightsRequest(context, id, answering)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeRightsRequest.to({ language: page.language, request: id }));
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    id: string,
    answering: FormState,
    identity: FormState = identityForm.empty,
  ): Promise<PageAnswer> {
    const opened = await openRequest(this.service, who, id);
    const { enteredBy, confirmedBy, identity: checked } = opened.request;
    const nameOf = await namesOfPeople(
      this.service,
      who,
      [enteredBy, confirmedBy, checked?.by ?? null].filter((person) => person !== null),
    );
    const view = seeRightsRequestView(opened, who.person, nameOf, { answering, identity }, words[page.language]);
    return htmlReply(template, view, page);
  }
}

function answeringIn(body: unknown): Answering | undefined {
  switch (textIn(body, 'act')) {
    case 'extend':
      return { kind: 'extend', text: textIn(body, 'because') };
    case 'done':
      return { kind: 'done', text: textIn(body, 'answer') };
    case 'refused':
      return { kind: 'refused', text: textIn(body, 'answer') };
    case 'confirm':
      return { kind: 'confirm' };
    default:
      return undefined;
  }
}
