import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { storiesToRead } from '#contracts/story-submission/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormError, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { tellAsStaffPage, tellForGroupPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { fieldsOfStory, line, openPeriods, textTyped } from '../../telling-together/bring-in.form.js';
import { partsOfStory } from '../../telling-together/bring-in.view.js';
import { codesGivenPage } from '../../telling-together/codes-given.js';
import { TellTogether } from '../tell-for-group/tell-together.command.js';
import { bringers, programmeToBringInto } from '../../telling-together/who-brings-in.js';

const template = pageTemplate(import.meta.url, 'tell-as-staff.njk');
const allWords = loadWords(import.meta.url, 'tell-as-staff');

const formOf = (design: ProgrammeDesign) =>
  defineForm({
    ...fieldsOfStory(design),
    way: choice({ options: ['about', 'nobody'], required: 'way-missing' }),
    name: line(),
    contact: line(),
    panels: choices({ options: design.panels.map(({ id }) => id) }),
    sure: choices({ options: ['yes'] }),
  });

interface Chosen {
  readonly way: 'about' | 'nobody';
  readonly name: string | undefined;
  readonly panels: readonly string[];
  readonly sure: readonly 'yes'[];
}

/** What the way that was chosen still needs. */
function missingIn({ way, name, panels, sure }: Chosen): FormError | undefined {
  const wrong = (field: string, words: string): FormError => ({ kind: 'wrong', field, wrong: { words } });
  if (way === 'about') return name === undefined ? wrong('name', 'name-missing') : undefined;
  if (panels.length === 0) return wrong('panels', 'panels-missing');
  return sure.length === 0 ? wrong('sure', 'sure-missing') : undefined;
}

/** A story that staff noticed: two ways, and no third. */
@Controller()
export class TellAsStaffPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(tellAsStaffPage)
  @Allow(...bringers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeToBringInto(this.service, who, programme);
    return this.#answer(page, design, formOf(design).empty);
  }

  @Send(tellAsStaffPage)
  @Allow(...bringers)
  async tell(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const design = await programmeToBringInto(this.service, who, programme);
    const form = formOf(design);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, design, parsed);
    const missing = missingIn(parsed.values);
    if (missing !== undefined) return this.#answer(page, design, { typed: parsed.typed, errors: [missing] });
    const { period, domain = null, language, way, name = '', contact = null, panels } = parsed.values;
    const brought = {
      ...{ period, domain, language, text: textTyped(parsed.values), shownIn: page.language },
      who:
        way === 'about'
          ? { kind: 'about' as const, person: { name, contact } }
          : { kind: 'nobody-recognisable' as const, panels },
    };
    const told = await this.commands.execute(new TellTogether(context, programme, brought));
    if (isRefusal(told)) return this.#answer(page, design, form.refused(parsed.typed, told));
    await this.service.views.reached(told.done.stream, told.done.version);
    if (way === 'about') return codesGivenPage(page, told);
    const words = allWords[page.language];
    return this.#answer(page, design, form.empty, words('done', { reference: told.reference }));
  }

  #answer(page: PageContext, design: ProgrammeDesign, state: FormState, done = ''): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(formOf(design), state, words, storySubmissionErrors);
    const legend = (key: string) => ({ fieldset: { legend: { text: words(key), size: 's' } } });
    const view = {
      title: words('title'),
      backLink: storiesToRead.to({ language, programme: design.id }),
      errors,
      heading: words('heading'),
      done,
      explanation: words('explanation'),
      closed: openPeriods(design).length === 0 ? words('no-period') : '',
      parts: partsOfStory(fields, design, words),
      way: macroParams({
        ...fields.way,
        ...legend('way'),
        items: ['about', 'nobody'].map((value) => ({
          value,
          text: words(`way-${value}`),
          hint: { text: words(`way-${value}-hint`) },
        })),
      }),
      aboutHeading: words('about-heading'),
      name: macroParams({ ...fields.name, label: { text: words('name') }, autocomplete: 'off', spellcheck: false }),
      contact: macroParams({ ...fields.contact, label: { text: words('contact') }, autocomplete: 'off' }),
      nobodyHeading: words('nobody-heading'),
      panels: macroParams({
        ...fields.panels,
        ...legend('panels'),
        items: design.panels.map(({ id, name }) => ({ value: id, text: name[language] })),
      }),
      sure: macroParams({ ...fields.sure, ...legend('sure'), items: [{ value: 'yes', text: words('sure-yes') }] }),
      send: words('send'),
      other: { text: words('for-group'), href: tellForGroupPage.to({ language, programme: design.id }) },
    };
    return htmlReply(template, view, page);
  }
}
