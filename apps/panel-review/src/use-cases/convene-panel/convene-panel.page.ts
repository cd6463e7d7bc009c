import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { isHeldFor, type RoleName, type SomeoneAsking } from '#access/principal.js';
import { seePeople } from '#contracts/identity-access/addresses.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownPeople, type KnownPerson } from '#service-kit/known/known-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDateAndTime, writeList } from '#web/written.js';

import { convenePanelPage, seePanels } from '../../addresses.js';
import { panelId, type PanelMembers } from '../../domain/panel/panel.js';
import { panelReviewErrors } from '../../errors.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { panels } from '../../read-models/panels/panels.js';
import { alsoOnLevel } from './also-on-level.js';
import { ConvenePanel } from './convene-panel.command.js';
import { panelRecord, type PanelChange } from './panel-record.js';

const template = pageTemplate(import.meta.url, 'convene-panel.njk');
const allWords = loadWords(import.meta.url, 'convene-panel');

interface Candidate {
  readonly person: string;
  readonly name: string;
  /** Other panels of the same level. */
  readonly alsoOn: readonly { readonly en: string; readonly cy: string }[];
}

interface Convening {
  readonly panelName: { readonly en: string; readonly cy: string };
  readonly members: readonly Candidate[];
  readonly facilitators: readonly Candidate[];
  readonly convened: PanelMembers | undefined;
  readonly record: readonly PanelChange[];
  /** Of everybody in it. */
  readonly nameOf: (person: string) => string;
  readonly timeZone: string;
}

const conveneForm = ({ members, facilitators }: Convening) =>
  defineForm({
    members: choices({ options: members.map(({ person }) => person), required: 'members-missing' }),
    facilitator: choice({ options: facilitators.map(({ person }) => person), required: 'facilitator-missing' }),
    why: longText({ limit: { characters: 2_000, words: 'why-too-long' } }),
  });

@Controller()
export class ConvenePanelPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(convenePanelPage)
  @Allow('administrator', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<PageAnswer> {
    const convening = await this.#convening(who, programme, panel);
    const { convened } = convening;
    const form = conveneForm(convening);
    const state =
      convened === undefined
        ? form.empty
        : form.filled({ members: [...convened.members], facilitator: convened.facilitator });
    return this.#form(page, convening, state);
  }

  @Send(convenePanelPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const convening = await this.#convening(who, programme, panel);
    const form = conveneForm(convening);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, convening, parsed);
    const { members, facilitator, why = null } = parsed.values;
    const done = await this.commands.execute(new ConvenePanel(context, programme, panel, members, facilitator, why));
    if (isRefusal(done)) return this.#form(page, convening, form.refused(parsed.typed, done));
    return seeOther(seePanels.to({ language: page.language }));
  }

  async #convening(who: SomeoneAsking, programme: string, panel: string): Promise<Convening> {
    const { views } = this.service;
    const { organisation } = who;
    const design = await designOf(this.service, programme);
    const found = design?.panels.find(({ id }) => id === panel);
    if (design?.organisation !== organisation || found === undefined) return throwRefusal(refuse('panel-not-found'));
    const serving: KnownPerson[] = [];
    for await (const person of views.stream(knownPeople, { index: 'byOrganisation', equals: { organisation } })) {
      if (servingRoles.some((role) => mayServe(person, role, { programme, panel }))) serving.push(person);
    }
    const record = await panelRecord(this.service, who, programme, panel);
    const names = await namesOfPeople(this.service, who, [
      ...serving.map(({ id }) => id),
      ...record.flatMap(({ by, joined, facilitator }) => [by, facilitator, ...joined]),
    ]);
    const others = await alsoOnLevel(this.service, design, panel);
    const candidates = (role: RoleName): readonly Candidate[] =>
      serving
        .filter((person) => mayServe(person, role, { programme, panel }))
        .map(({ id }) => ({
          person: id,
          name: names(id),
          alsoOn: design.panels.filter((other) => others.get(id)?.includes(other.id)).map((other) => other.name),
        }))
        .sort((a, b) => a.name.localeCompare(b.name));
    return {
      panelName: found.name,
      members: candidates('panel-member'),
      facilitators: candidates('facilitator'),
      convened: await views.get(panels, panelId(programme, panel)),
      ...{ record, nameOf: names, timeZone: design.timezone },
    };
  }

  #form(page: PageContext, convening: Convening, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { panelName, members, facilitators, convened, record } = convening;
    const { errors, fields } = showForm(conveneForm(convening), state, words, panelReviewErrors);
    const heading = words('heading', { panel: panelName[language] });
    const items = (candidates: readonly Candidate[]) =>
      candidates.map(({ person, name }) => ({ value: person, text: name }));
    const view = {
      title: heading,
      backLink: seePanels.to({ language }),
      errors,
      heading,
      again: convened === undefined ? '' : words('again'),
      nobody: members.length === 0 || facilitators.length === 0 ? words('nobody') : '',
      seePeople: { text: words('see-people'), href: seePeople.to({ language }) },
      members: macroParams({
        ...fields.members,
        fieldset: { legend: { text: words('members'), size: 'm' } },
        hint: { text: words('members-hint') },
        items: members.map(({ person, name, alsoOn }) => ({
          value: person,
          text: name,
          ...(alsoOn.length === 0
            ? {}
            : {
                hint: {
                  text: words('also-on', {
                    panels: writeList(
                      language,
                      alsoOn.map((each) => each[language]),
                    ),
                  }),
                },
              }),
        })),
      }),
      facilitator: macroParams({
        ...fields.facilitator,
        fieldset: { legend: { text: words('facilitator'), size: 'm' } },
        hint: { text: words('facilitator-hint') },
        items: items(facilitators),
      }),
      why:
        convened === undefined
          ? null
          : macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
      record: record.length === 0 ? null : recordView(convening, words),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}

const servingRoles = ['panel-member', 'facilitator'] as const satisfies readonly RoleName[];

const mayServe = ({ roles }: KnownPerson, role: RoleName, at: { programme: string; panel: string }): boolean =>
  roles.some((held) => held.role === role && isHeldFor(held, at));

const recordView = ({ record, nameOf, timeZone }: Convening, words: Words) => ({
  heading: words('record'),
  changes: record.map(({ at, by, joined, left, facilitator, why }, place) => {
    const listed = (people: readonly string[]): string => writeList(words.language, people.map(nameOf));
    return {
      when: words('changed', {
        date: writeDateAndTime(words.language, new Date(at), timeZone),
        name: by === 'operator' ? words('operator') : nameOf(by),
      }),
      lines: [
        ...(joined.length === 0 ? [] : [words('joined', { names: listed(joined) })]),
        ...(left.length === 0 ? [] : [words('left', { names: listed(left) })]),
        ...(record[place + 1]?.facilitator === facilitator ? [] : [words('leads', { name: nameOf(facilitator) })]),
        ...(why === null ? [] : [words('why-said', { why })]),
      ],
    };
  }),
});
