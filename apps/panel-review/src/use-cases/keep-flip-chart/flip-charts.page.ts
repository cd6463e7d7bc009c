import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { TakesFile } from '#service-kit/http/uploads.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { flipChartApi, flipChartsPage, seeMeeting } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { fileIn } from './file-in.js';
import { KeepFlipChart, TakeFlipChartAway } from './keep-flip-chart.command.js';
import { flipChartsSeen } from '../../reading-meetings/photos-shown.js';

const template = pageTemplate(import.meta.url, 'flip-charts.njk');
const allWords = loadWords(import.meta.url, 'flip-charts');

const photoForm = defineForm({
  file: text(),
  words: longText({ required: 'words-missing', limit: { characters: 5_000, words: 'words-too-long' } }),
});

@Controller()
export class FlipChartsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(flipChartsPage)
  @Allow('facilitator', 'panel-member', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#shown(page, who, sitting, photoForm.empty);
  }

  /** Two buttons: one adds a photo, one beside each photo takes it away. */
  @Send(flipChartsPage)
  @TakesFile()
  @Allow('facilitator', 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await sittingFor(this.service, who, sitting);
    const here = seeOther(flipChartsPage.to({ language: page.language, sitting }));
    const away = textIn(body, 'takeAway');
    if (away !== '') {
      orThrow(await this.commands.execute(new TakeFlipChartAway(context, sitting, away)));
      return here;
    }
    const parsed = photoForm.parse(body);
    if (!parsed.ok) return this.#shown(page, who, sitting, parsed);
    const done = await this.commands.execute(new KeepFlipChart(context, sitting, fileIn(body), parsed.values.words));
    return isRefusal(done) ? this.#shown(page, who, sitting, photoForm.refused(parsed.typed, done)) : here;
  }

  async #shown(page: PageContext, who: SomeoneAsking, sitting: string, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const document = await sittingFor(this.service, who, sitting);
    const { opened, arrangements } = document.state;
    const leads = opened.facilitator === who.person || arrangements?.coFacilitator === who.person;
    const isInRoom = opened.heldIn === 'room';
    const { errors, fields } = showForm(photoForm, state, words, panelReviewErrors);
    const seen = await flipChartsSeen(this.service, who, document);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      empty: seen.length === 0 ? words(whoMayAdd({ leads, isInRoom })) : '',
      photos: seen.map(({ photo, words: said }, at) => ({
        photo,
        source: flipChartApi.to({ sitting, photo }),
        words: said === '' ? words('gone') : said,
        takeAway: leads
          ? {
              open: words('take-away', { n: at + 1 }),
              warning: words('take-away-warning'),
              send: words('take-away-now', { n: at + 1 }),
            }
          : null,
      })),
      form:
        leads && isInRoom
          ? {
              heading: words('add'),
              file: macroParams({
                ...fields.file,
                label: { text: words('file'), size: 's' },
                hint: { text: words('file-hint') },
                type: 'file',
                attributes: { accept: 'image/jpeg,image/png,image/webp' },
              }),
              words: macroParams({
                ...fields.words,
                label: { text: words('words'), size: 's' },
                hint: { text: words('words-hint') },
                rows: 5,
              }),
              send: words('send'),
            }
          : null,
    };
    return htmlReply(template, view, page);
  }
}

function whoMayAdd({ leads, isInRoom }: { readonly leads: boolean; readonly isInRoom: boolean }): string {
  if (!isInRoom) return 'empty-online';
  return leads ? 'empty-facilitator' : 'empty';
}
