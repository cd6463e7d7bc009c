import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { enterFormPage } from '../../addresses.js';
import { paperUsers, programmeOnPaper } from '../../on-paper/who-uses-paper.js';
import { periodOf } from '../../stories/programme-for.js';
import { parseBoth, type FormsShown } from '../../telling/with-further-questions.js';
import { extraForm } from '../../telling/written-down.form.js';
import { EnterForm } from './enter-form.command.js';
import { enterForm, filledForm } from './enter-form.form.js';
import { enterFormView, type EnterFormShown } from './enter-form.view.js';

const template = pageTemplate(import.meta.url, 'enter-form.njk');
const words = loadWords(import.meta.url, 'enter-form');

@Controller()
export class EnterFormPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(enterFormPage)
  @Allow(...paperUsers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Query('entered') entered = '',
  ): Promise<PageAnswer> {
    const design = await programmeOnPaper(this.service, who, programme);
    const { language } = page;
    const fixed = enterForm.filled({
      ...{ language, consentLanguage: language, wordingVersion: String(design.consentWording.version), way: 'none' },
    });
    const shown = { design, period: periodOf(design, period), fixed, further: extraForm(design).empty };
    return answer(page, { ...shown, entered: /^[0-9a-f]{8}$/.test(entered) ? entered : '' });
  }

  @Send(enterFormPage)
  @Allow(...paperUsers)
  async enter(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('period') asked: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const design = await programmeOnPaper(this.service, who, programme);
    const period = periodOf(design, asked);
    const { filled: both, unfilled, wrong, refused } = parseBoth(enterForm, extraForm(design), body);
    const again = (forms: FormsShown): PageAnswer => answer(page, { design, period, ...forms, entered: '' });
    if (both === undefined) return again(unfilled);
    const filled = filledForm(design, both, who.person);
    if ('wrong' in filled) return again(wrong({ kind: 'wrong', field: filled.field, wrong: { words: filled.wrong } }));
    const done = await this.commands.execute(new EnterForm(context, design, period.id, filled));
    if (isRefusal(done)) return again(refused(done));
    const { language } = page;
    return seeOther(enterFormPage.to({ language, programme, period: period.id }, { entered: done.reference }));
  }
}

const answer = (page: PageContext, shown: EnterFormShown): PageAnswer =>
  htmlReply(template, enterFormView(shown, words[page.language]), page);
