import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { keepDissentPage, seeMeeting } from '../../addresses.js';
import { reachField, reachQuestion, usualReachTyped } from '../../choosing-reach/reach-question.js';
import { reachOf } from '../../domain/sitting/reach.js';
import { panelReviewErrors } from '../../errors.js';
import { membersInRoom } from '../../domain/sitting/state.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { KeepDissent } from './keep-dissent.command.js';

const template = pageTemplate(import.meta.url, 'keep-dissent.njk');
const allWords = loadWords(import.meta.url, 'keep-dissent');

const kinds = ['dissent', 'caveat'] as const;

const own = 'own';

/** `speakers`: those for whom it can be written down. */
const keepDissentForm = (speakers: readonly string[]) =>
  defineForm({
    member: choice({ options: [own, ...speakers] }),
    kind: choice({ options: kinds, required: 'kind-missing' }),
    text: longText({ required: 'text-missing', limit: { characters: 10_000, words: 'text-too-long' } }),
    reach: reachField(),
  });

interface Asking {
  readonly sitting: string;
  /** Those who are in the room with whoever leads it; to anybody else nobody. */
  readonly speakers: readonly string[];
}

@Controller()
export class KeepDissentPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(keepDissentPage)
  @Allow('facilitator', 'panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const asking = await this.#asking(who, sitting);
    return this.#form(page, who, asking, keepDissentForm(asking.speakers).filled({ ...usualReachTyped, member: own }));
  }

  @Send(keepDissentPage)
  @Allow('facilitator', 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const asking = await this.#asking(who, sitting);
    const form = keepDissentForm(asking.speakers);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, who, asking, parsed);
    const { kind, text, reach, member = own } = parsed.values;
    const done = await this.commands.execute(
      member === own
        ? new KeepDissent(context, sitting, kind, text, reachOf(reach))
        : new KeepDissent(context, sitting, kind, text, undefined, member),
    );
    if (isRefusal(done)) return this.#form(page, who, asking, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #asking(who: SomeoneAsking, id: string): Promise<Asking> {
    const { state } = await sittingFor(this.service, who, id);
    const writesDown = state.opened.facilitator === who.person && state.opened.heldIn === 'room';
    return { sitting: id, speakers: writesDown ? membersInRoom(state).filter((member) => member !== who.person) : [] };
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    { sitting, speakers }: Asking,
    state: FormState,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const people = await namesOfPeople(this.service, who, speakers);
    const { errors, fields } = showForm(keepDissentForm(speakers), state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      member:
        speakers.length === 0
          ? null
          : macroParams({
              ...fields.member,
              fieldset: { legend: { text: words('member'), size: 'm' } },
              hint: { text: words('member-hint') },
              items: [
                { value: own, text: words('member-own') },
                ...speakers.map((value) => ({ value, text: people(value) })),
              ],
            }),
      kind: macroParams({
        ...fields.kind,
        fieldset: { legend: { text: words('kind'), size: 'm' } },
        items: kinds.map((value) => ({ value, text: words(`kind-${value}`), hint: { text: words(`hint-${value}`) } })),
      }),
      text: macroParams({ ...fields.text, label: { text: words('text'), size: 'm' }, rows: 6 }),
      reach: reachQuestion(fields.reach, language),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
