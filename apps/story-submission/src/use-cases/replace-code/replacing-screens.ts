import type { CommandBus } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { textIn } from '#web/forms/typed-text.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import {
  codeSheetPage,
  contributorCodeSheetPage,
  decideForSomeone,
  replaceCodePage,
  replaceContributorCodePage,
} from '../../addresses.js';
import { mayPrintSheet } from '../../domain/over-time/lost-code.js';
import { storySubmissionErrors } from '../../errors.js';
import { openCode, whereCodeGoes } from '../../over-time/code-to-send.js';
import { codeStateOf, holderOfCode, type WhoseCode } from '../../over-time/whose-code.js';
import { markOnPaper } from '../../rehearsing/rehearsal-mark.js';
import { storyNow } from '../../stories/story-now.js';
import { actIn } from './act-in.js';
import { ReplaceCode } from './replace-code.command.js';
import { replaceCodeView } from './replace-code.view.js';

const template = pageTemplate(import.meta.url, 'replace-code.njk');
const sheetTemplate = pageTemplate(import.meta.url, 'code-sheet.njk');
const allWords = loadWords(import.meta.url, 'replace-code');
const inSheet = loadWords(import.meta.url, 'code-mail');
const form = defineForm({});

type Language = PageContext['language'];

const pageOf = ({ story: { id: story }, contributor }: WhoseCode, language: Language): string =>
  contributor === null
    ? replaceCodePage.to({ language, story })
    : replaceContributorCodePage.to({ language, story, contributor: contributor.id });

const sheetOf = ({ story: { id: story }, contributor }: WhoseCode, language: Language): string =>
  contributor === null
    ? codeSheetPage.to({ language, story })
    : contributorCodeSheetPage.to({ language, story, contributor: contributor.id });

/** What is shown of replacing a code, whosever it is. */
export class ReplacingScreens {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  async show(page: PageContext, who: SomeoneAsking, whose: WhoseCode, refusal?: Refusal): Promise<PageAnswer> {
    const words = allWords[page.language];
    const state = refusal === undefined ? form.empty : form.refused({}, refusal);
    const { errors } = showForm(form, state, words, storySubmissionErrors);
    const known = await codeStateOf(this.service, whose);
    const { together } = (await storyNow(this.service, whose.story.id)) ?? { together: { contributors: [] } };
    const shown = { whose, known, by: who.person, errors, contributors: together.contributors };
    return htmlReply(template, replaceCodeView(shown, words), page);
  }

  async act(
    page: PageContext,
    who: SomeoneAsking,
    context: CommandContext,
    whose: WhoseCode,
    body: unknown,
  ): Promise<PageAnswer> {
    const act = actIn(textIn(body, 'act'), textIn(body, 'checked'));
    if (act === undefined) return this.show(page, who, whose, refuse('code-not-checked', 'checked'));
    const done = await this.commands.execute(new ReplaceCode(context, whose, act));
    if (isRefusal(done)) return this.show(page, who, whose, done);
    return seeOther((act.kind === 'open-sheet' ? sheetOf : pageOf)(whose, page.language));
  }

  /** For whoever opened it, for ten minutes: then nobody sees it again. */
  async sheet(page: PageContext, who: SomeoneAsking, origin: string, whose: WhoseCode): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const letter = await this.#letter(who, whose, origin);
    const view = {
      title: words('sheet'),
      backLink: pageOf(whose, language),
      heading: words('sheet'),
      explanation: words(letter === undefined ? 'sheet-cannot' : 'sheet-explanation'),
      letter,
      action: pageOf(whose, language),
      posted: words('posted'),
    };
    return htmlReply(sheetTemplate, view, page);
  }

  /** Undefined where it is not theirs to print, or not any more. */
  async #letter(who: SomeoneAsking, whose: WhoseCode, origin: string) {
    const known = await codeStateOf(this.service, whose);
    const { replacement, isDead } = known;
    const now = this.service.clock.now();
    if (replacement === null || replacement.stage === 'asked') return undefined;
    if (!mayPrintSheet(known, who.person, now)) return undefined;
    const code = await openCode(this.service, holderOfCode(whose), replacement.id, replacement.code);
    const where = await whereCodeGoes(this.service, whose, known, replacement.to);
    if (code === undefined || where === undefined) return undefined;
    const { language, name, address } = where;
    const words = inSheet[language];
    const kind = isDead ? 'decision' : replacement.to;
    return {
      lang: language,
      address: [...(name === null ? [] : [name]), ...address.split('\n')],
      date: writeDate(language, now, await timeZoneOf(this.service, whose.story.programme)),
      paragraphs: [
        ...(await markOnPaper(this.service, whose.story.programme, language)),
        ...[words(`${kind}-there-is`), words('code', { code }), words(`${kind}-how`)],
      ],
      where: new URL((isDead ? decideForSomeone : yourStory).to({ language }), origin).href,
    };
  }
}
