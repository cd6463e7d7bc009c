import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { codeSheetPage, decideForSomeone, replaceCodePage } from '../../addresses.js';
import { mayPrintSheet } from '../../domain/over-time/lost-code.js';
import { storySubmissionErrors } from '../../errors.js';
import { openCode, whereCodeGoes } from '../../over-time/code-to-send.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyToHold } from '../hold-by-law/legal-holds-seen.js';
import { keepers, type Staff } from '../see-rights-requests/see-rights-requests.query.js';
import { actIn } from './act-in.js';
import { ReplaceCode } from './replace-code.command.js';
import { replaceCodeView } from './replace-code.view.js';

const template = pageTemplate(import.meta.url, 'replace-code.njk');
const sheetTemplate = pageTemplate(import.meta.url, 'code-sheet.njk');
const allWords = loadWords(import.meta.url, 'replace-code');
const inSheet = loadWords(import.meta.url, 'code-mail');
const form = defineForm({});

@Controller()
export class ReplaceCodePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(replaceCodePage)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Staff,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, await storyToHold(this.service, who, id));
  }

  @Send(replaceCodePage)
  @Allow(...keepers)
  async act(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Staff,
    @Command() context: CommandContext,
    @Param('story') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyToHold(this.service, who, id);
    const act = actIn(textIn(body, 'act'), textIn(body, 'checked'));
    if (act === undefined) return this.#answer(page, who, story, refuse('code-not-checked', 'checked'));
    const done = await this.commands.execute(new ReplaceCode(context, story, act));
    if (isRefusal(done)) return this.#answer(page, who, story, done);
    return seeOther((act.kind === 'open-sheet' ? codeSheetPage : replaceCodePage).to({ language, story: id }));
  }

  /** For whoever opened it, for ten minutes: then nobody sees it again. */
  @Page(codeSheetPage)
  @Allow(...keepers)
  async sheet(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Staff,
    @Req() { protocol, host }: FastifyRequest,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    const story = await storyToHold(this.service, who, id);
    const { language } = page;
    const words = allWords[language];
    const letter = await this.#letter(who, story, `${protocol}://${host}`);
    const view = {
      title: words('sheet'),
      backLink: replaceCodePage.to({ language, story: id }),
      heading: words('sheet'),
      explanation: words(letter === undefined ? 'sheet-cannot' : 'sheet-explanation'),
      letter,
      action: replaceCodePage.to({ language, story: id }),
      posted: words('posted'),
    };
    return htmlReply(sheetTemplate, view, page);
  }

  /** Undefined where it is not theirs to print, or not any more. */
  async #letter(who: Staff, story: StoryDocument, origin: string) {
    const known = await overTimeOf(this.service, story.id);
    const { replacement, isDead } = known;
    const now = this.service.clock.now();
    if (replacement === null || replacement.stage === 'asked') return undefined;
    if (!mayPrintSheet(known, who.person, now)) return undefined;
    const code = await openCode(this.service, story, replacement.id, replacement.code);
    const where = await whereCodeGoes(this.service, story, known, replacement.to);
    if (code === undefined || where === undefined) return undefined;
    const { language, name, address } = where;
    const words = inSheet[language];
    const kind = isDead ? 'decision' : replacement.to;
    return {
      lang: language,
      address: [...(name === null ? [] : [name]), ...address.split('\n')],
      date: writeDate(language, now),
      paragraphs: [words(`${kind}-there-is`), words('code', { code }), words(`${kind}-how`)],
      where: new URL((isDead ? decideForSomeone : yourStory).to({ language }), origin).href,
    };
  }

  async #answer(page: PageContext, who: Staff, story: StoryDocument, refusal?: Refusal): Promise<PageAnswer> {
    const words = allWords[page.language];
    const state = refusal === undefined ? form.empty : form.refused({}, refusal);
    const { errors } = showForm(form, state, words, storySubmissionErrors);
    const known = await overTimeOf(this.service, story.id);
    return htmlReply(template, replaceCodeView({ story, known, by: who.person, errors }, words), page);
  }
}
