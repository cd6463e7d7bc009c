import { Body, Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { lostCodePage, renewalsPage, replaceCodePage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { keepers } from '../../stories/keepers.js';
import { collectionRoutes, programmeOfKeeper, storyWithLostCode } from '../../over-time/lost-code-found.js';

const template = pageTemplate(import.meta.url, 'lost-code.njk');
const allWords = loadWords(import.meta.url, 'lost-code');

const formFor = ({ periods }: ProgrammeDesign) =>
  defineForm({
    reference: text({ required: 'reference-missing', limit: { characters: 100, words: 'reference-too-long' } }),
    period: choice({ options: periods.map(({ id }) => id), required: 'period-missing' }),
    route: choice({ options: collectionRoutes, required: 'route-missing' }),
  });

/** “Somebody has lost their code”: the story is found without being read. */
@Controller()
export class LostCodePage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(lostCodePage)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeOfKeeper(this.service, who, programme);
    return this.#answer(page, design, formFor(design).empty);
  }

  @Send(lostCodePage)
  @Allow(...keepers)
  async find(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const design = await programmeOfKeeper(this.service, who, programme);
    const form = formFor(design);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, design, parsed);
    const story = await storyWithLostCode(this.service, design, parsed.values);
    if (story === undefined) {
      return this.#answer(page, design, form.refused(parsed.typed, refuse('lost-code-not-found', 'reference')));
    }
    return seeOther(replaceCodePage.to({ language: page.language, story: story.id }));
  }

  #answer(page: PageContext, design: ProgrammeDesign, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(formFor(design), state, words, storySubmissionErrors);
    const legend = (key: string) => ({ legend: { text: words(key), classes: 'nhsuk-fieldset__legend--m' } });
    const view = {
      ...{ title: words('heading'), backLink: renewalsPage.to({ language, programme: design.id }), errors },
      ...{ programme: design.name[language], heading: words('heading') },
      explanation: [words('explanation'), words('never-read')],
      stepsHeading: words('steps'),
      steps: ['find', 'check', 'second', 'sent'].map((step) => words(`step-${step}`)),
      reference: macroParams({
        ...fields.reference,
        label: { text: words('reference'), size: 'm' },
        hint: { text: words('reference-hint') },
        spellcheck: false,
      }),
      period: macroParams({
        ...fields.period,
        fieldset: legend('period'),
        items: design.periods.map(({ id, name }) => ({ value: id, text: name[language] })),
      }),
      route: macroParams({
        ...fields.route,
        fieldset: legend('route'),
        items: collectionRoutes.map((value) => ({ value, text: words(`route-${value}`) })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
