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
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { tellAsStaffPage, tellForGroupPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { fieldsOfStory, openPeriods, textTyped } from '../../telling-together/bring-in.form.js';
import { partsOfStory } from '../../telling-together/bring-in.view.js';
import { codesGivenPage } from '../../telling-together/codes-given.js';
import { peopleInText } from './people-in-text.js';
import { TellTogether } from './tell-together.command.js';
import { bringers, programmeToBringInto } from '../../telling-together/who-brings-in.js';

const template = pageTemplate(import.meta.url, 'tell-for-group.njk');
const allWords = loadWords(import.meta.url, 'tell-for-group');

const formOf = (design: ProgrammeDesign) =>
  defineForm({
    ...fieldsOfStory(design),
    contributors: longText({
      required: 'contributors-missing',
      limit: { characters: 20_000, words: 'contributors-too-long' },
    }),
  });

@Controller()
export class TellForGroupPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(tellForGroupPage)
  @Allow(...bringers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeToBringInto(this.service, who, programme);
    return this.#answer(page, design, formOf(design).empty);
  }

  /** The codes are the answer itself: they are shown once, and nothing leads back to them. */
  @Send(tellForGroupPage)
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
    const { period, domain = null, language, contributors } = parsed.values;
    const brought = {
      ...{ period, domain, language, text: textTyped(parsed.values), shownIn: page.language },
      who: { kind: 'group' as const, people: peopleInText(contributors) },
    };
    const told = await this.commands.execute(new TellTogether(context, programme, brought));
    if (isRefusal(told)) return this.#answer(page, design, form.refused(parsed.typed, told));
    await this.service.views.reached(told.done.stream, told.done.version);
    return codesGivenPage(page, told);
  }

  #answer(page: PageContext, design: ProgrammeDesign, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(formOf(design), state, words, storySubmissionErrors);
    const view = {
      title: words('title'),
      backLink: storiesToRead.to({ language, programme: design.id }),
      errors,
      heading: words('heading'),
      paragraphs: [words('explanation'), words('nobody-before')],
      closed: openPeriods(design).length === 0 ? words('no-period') : '',
      parts: partsOfStory(fields, design, words),
      contributors: macroParams({
        ...fields.contributors,
        label: { text: words('contributors'), size: 's' },
        hint: { text: words('contributors-hint') },
        rows: 5,
      }),
      send: words('send'),
      other: { text: words('as-staff'), href: tellAsStaffPage.to({ language, programme: design.id }) },
    };
    return htmlReply(template, view, page);
  }
}
