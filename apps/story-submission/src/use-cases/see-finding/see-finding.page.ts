import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { writeDate } from '#web/written.js';

import { correctStory, seeFindingPage, seeYourStory } from '../../addresses.js';
import { findingWords } from '../../checking/finding-words.js';
import { notesRead } from '../../checking/notes-read.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { verifications } from '../../read-models/verifications/verifications.js';
import { storyCarried } from '../../stories/story-carried.js';
import { AnswerVerification, type TellersAct } from './see-finding.command.js';

const template = pageTemplate(import.meta.url, 'see-finding.njk');

const agreementForm = defineForm({ agrees: choice({ options: ['yes', 'no'], required: 'agrees-missing' }) });
const addForm = defineForm({
  words: longText({ required: 'words-missing', limit: { characters: 10_000, words: 'words-too-long' } }),
});

interface Typed {
  readonly agreement?: FormState;
  readonly adding?: FormState;
}

@Controller()
export class SeeFindingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeFindingPage)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#answer(page, story, {});
  }

  /** The button that shows what was found is the act; looking at the page is none. */
  @Send(seeFindingPage)
  @Open('a teller without an account, by the code their browser carries')
  async act(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const act = textIn(body, 'act');
    if (act === 'see') {
      orThrow(await this.#does(context, story, { kind: 'see' }));
      return seeOther(seeFindingPage.to({ language }));
    }
    if (act === 'agreement') {
      const parsed = agreementForm.parse(body);
      if (!parsed.ok) return this.#answer(page, story, { agreement: parsed });
      const done = await this.#does(context, story, { kind: 'agreement', agrees: parsed.values.agrees === 'yes' });
      if (isRefusal(done)) return this.#answer(page, story, { agreement: agreementForm.refused(parsed.typed, done) });
      return seeOther(seeFindingPage.to({ language }));
    }
    const parsed = addForm.parse(body);
    if (!parsed.ok) return this.#answer(page, story, { adding: parsed });
    const done = await this.#does(context, story, { kind: 'add', words: parsed.values.words });
    if (isRefusal(done)) return this.#answer(page, story, { adding: addForm.refused(parsed.typed, done) });
    return seeOther(seeFindingPage.to({ language }));
  }

  #does(context: CommandContext, story: StoryDocument, act: TellersAct) {
    return this.commands.execute(new AnswerVerification(context, story, act));
  }

  async #answer(page: PageContext, story: StoryDocument, typed: Typed): Promise<PageAnswer> {
    const { language } = page;
    const words = findingWords[language];
    const timeZone = await timeZoneOf(this.service, story.programme);
    const check = (await this.service.views.get(verifications, story.id))?.check;
    const reader = { person: story.teller, organisation: story.organisation };
    const notes = check === undefined ? undefined : await notesRead(this.service, reader, 'teller', check);
    const agreement = showForm(agreementForm, typed.agreement ?? agreementForm.empty, words, storySubmissionErrors);
    const adding = showForm(addForm, typed.adding ?? addForm.empty, words, storySubmissionErrors);
    const asks = check?.state === 'assigned' ? check.asking : null;
    const found = check?.found ?? null;
    const isSeen = check?.isSeenByTeller === true;
    const view = {
      title: words('title'),
      backLink: seeYourStory.to({ language }),
      errors: [...agreement.errors, ...adding.errors],
      heading: words('heading'),
      explanation: words('explanation'),
      nothing: asks === null && found === null ? words(check?.state === 'assigned' ? 'being-checked' : 'nothing') : '',
      asking:
        asks === null
          ? null
          : {
              heading: words('asking'),
              asked: notes?.asked === null || notes === undefined ? [words('gone')] : paragraphsOf(notes.asked),
              now: words(asks.agrees === null ? 'asks-now' : asks.agrees ? 'you-agreed' : 'you-did-not'),
              agrees: macroParams({
                ...agreement.fields.agrees,
                fieldset: { legend: { text: words('agrees'), classes: 'nhsuk-fieldset__legend--s' } },
                items: (['yes', 'no'] as const).map((value) => ({ value, text: words(`agrees-${value}`) })),
              }),
              send: words('send'),
            },
      before: found !== null && !isSeen ? { text: words('before'), show: words('show') } : null,
      found:
        found !== null && isSeen
          ? {
              heading: words('found'),
              finding: words(`finding-${found.finding}`),
              when: words('found-on', { date: writeDate(language, found.at, timeZone) }),
              note: notes?.note === null || notes === undefined ? [words('gone')] : paragraphsOf(notes.note),
              correct:
                found.finding === 'corrected' ? { text: words('correct'), href: correctStory.to({ language }) } : null,
              addedHeading: words('added'),
              added: (notes?.added ?? []).map(({ at, text }) => ({
                when: writeDate(language, at, timeZone),
                paragraphs: text === null ? [words('gone')] : paragraphsOf(text),
              })),
              words: macroParams({
                ...adding.fields.words,
                label: { text: words('add'), classes: 'nhsuk-label--m' },
                hint: { text: words('add-hint') },
                rows: 5,
              }),
              send: words('add-send'),
            }
          : null,
    };
    return htmlReply(template, view, page);
  }
}
