import { Controller, Param, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { postLetterPage, writeFeedbackPage } from '../../addresses.js';
import { languageOfWords } from '../../domain/feedback/feedback.js';
import { storySubmissionErrors } from '../../errors.js';
import { contactOf } from '../../telling-back/contact-of.js';
import { markOnPaper } from '../../rehearsing/rehearsal-mark.js';
import { SeeOneFeedback, type OneFeedback } from '../write-feedback/see-one-feedback.query.js';
import { WriteFeedback } from '../write-feedback/write-feedback.command.js';

const template = pageTemplate(import.meta.url, 'post-letter.njk');
const allWords = loadWords(import.meta.url, 'post-letter');
const form = defineForm({});

/** A letter to print. It names neither the programme nor the story: somebody else may open it. */
@Controller()
export class PostLetterPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(postLetterPage)
  @Allow('evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Req() request: FastifyRequest,
    @Param('feedback') feedback: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeOneFeedback(who, feedback)));
    return this.#letter(page, who, request, seen);
  }

  @Send(postLetterPage)
  @Allow('evaluator', 'facilitator')
  async post(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('feedback') feedback: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeOneFeedback(who, feedback)));
    const done = await this.commands.execute(new WriteFeedback(context, who, feedback, undefined, 'letter'));
    if (isRefusal(done)) return this.#letter(page, who, request, seen, done);
    return seeOther(writeFeedbackPage.to({ language: page.language, feedback }));
  }

  async #letter(
    page: PageContext,
    who: SomeoneAsking,
    { protocol, host }: FastifyRequest,
    seen: OneFeedback,
    refusal?: Refusal,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { document, wording, route } = seen;
    const { id: feedback, item, story } = document;
    const canPost =
      document.state === 'drafted' && item.wording !== null && route.chosen === 'letter' && !route.isStopped;
    const contact = canPost ? await contactOf(this.service, who, story) : undefined;
    const state = refusal === undefined ? form.empty : form.refused({}, refusal);
    const timeZone = await timeZoneOf(this.service, item.drafted.programme);
    const spoken = languageOfWords(item);
    const inLetter = allWords[spoken];
    const view = {
      title: words('heading'),
      backLink: writeFeedbackPage.to({ language, feedback }),
      errors: showForm(form, state, words, storySubmissionErrors).errors,
      heading: words('heading'),
      cannot: canPost && wording !== null && contact !== undefined ? '' : words('cannot'),
      explanation: words('explanation'),
      safely: contact?.safely ?? '',
      safelyHeading: words('safely'),
      letter:
        canPost && wording !== null && contact !== undefined
          ? {
              lang: spoken,
              address: contact.address.split('\n'),
              date: writeDate(spoken, this.service.clock.now(), timeZone),
              paragraphs: [
                ...(await markOnPaper(this.service, item.drafted.programme, spoken)),
                ...paragraphsOf(wording),
              ],
              how: inLetter('how'),
              where: new URL(yourStory.to({ language: spoken }), `${protocol}://${host}`).href,
              stop: inLetter('stop'),
            }
          : null,
      posted: words('posted'),
    };
    return htmlReply(template, view, page);
  }
}
