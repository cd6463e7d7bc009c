import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import type { Language } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';

import { answerQuestion, checkAnswers, draftMedia, pauseStory } from '../../addresses.js';
import { isDraftQuestion, type DraftQuestion } from '../../domain/draft/events.js';
import { KeepAnswer } from '../keep-draft/keep-answer.command.js';
import { answerLost } from '../../stories/enter-code.view.js';
import { answerQuestionView } from './answer-question.view.js';
import { agreedIn } from '../../telling/asked.js';
import { answerKept } from '../../telling/answer-kept.js';
import { draftOfRequest, type DraftOfRequest } from '../../telling/draft-of-request.js';
import { isAskedNow } from '../../telling/extra-question.js';
import { hasMediaStep, isBlank, nextAfter } from '../../telling/journey.js';
import { askedQuestion, questionWords } from '../../telling/questions.js';

const template = pageTemplate(import.meta.url, 'answer-question.njk');

@Controller()
export class AnswerQuestionPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(answerQuestion)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Param('question') name: string,
    @Query('change') change?: string,
    @Query('back') back?: string,
  ): Promise<PageAnswer> {
    const question = known(name);
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const { of } = found;
    assertAsked(question, found);
    if (question === 'name' && agreedIn(of.answers, consentAudiences).length === 0) {
      return seeOther(answerQuestion.to({ language, question: 'readers' }));
    }
    const kept = of.answers[question]?.typed ?? startingWith(question, found);
    const state = askedQuestion(question, of).stateOf(kept);
    return this.#answer(page, found, question, state, change === 'yes', back === 'yes');
  }

  /** Keeps what was typed before anything is said about it; then on, back with what is wrong, or to where they asked. */
  @Send(answerQuestion)
  @Open('a teller without an account, by the code their browser carries')
  async keep(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('question') name: string,
    @Body() body: unknown,
    @Query('change') change?: string,
  ): Promise<PageAnswer> {
    const question = known(name);
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return answerLost(page, question, body);
    assertAsked(question, found);
    const { draft, design, of } = found;
    const asked = askedQuestion(question, of);
    const typed = asked.typedIn(body);
    const then = textIn(body, 'then');
    const isGoingOn = then !== 'language' && then !== 'pause';
    if (isGoingOn || !isBlank(typed) || of.answers[question] !== undefined) {
      const answer = answerKept(question, typed, language, design);
      const kept = await this.commands.execute(new KeepAnswer(context, draft, question, answer));
      if (isRefusal(kept)) return answerLost(page, question, body);
    }
    if (then === 'language') return seeOther(page.addressInOtherLanguage);
    if (then === 'pause') return seeOther(pauseStory.to({ language }));
    const problems = asked.problemsIn(body);
    if (problems !== undefined) return this.#answer(page, found, question, problems, change === 'yes');
    return seeOther(whereNext(question, found, change === 'yes', language));
  }

  #answer(
    page: PageContext,
    { of }: DraftOfRequest,
    question: DraftQuestion,
    state: FormState,
    isChange: boolean,
    hasComeBack = false,
  ): PageAnswer {
    const words = questionWords[page.language];
    return htmlReply(template, answerQuestionView(question, of, state, { isChange, hasComeBack }, words), page);
  }
}

const known = (name: string): DraftQuestion =>
  isDraftQuestion(name) ? name : throwRefusal(refuse('draft-question-unknown'));

function assertAsked(question: DraftQuestion, { design }: DraftOfRequest): void {
  if (!isAskedNow(question, design)) throwRefusal(refuse('draft-question-unknown'));
}

function startingWith(question: DraftQuestion, { draft, of }: DraftOfRequest): FormState['typed'] {
  return question === 'language' ? { language: of.answers.story?.shownIn ?? draft.begun.language } : {};
}

function whereNext(question: DraftQuestion, { design }: DraftOfRequest, isChange: boolean, language: Language): string {
  const next = nextAfter(question, design);
  if (isChange || next === undefined) return checkAnswers.to({ language });
  return next === 'readers' && hasMediaStep(design)
    ? draftMedia.to({ language })
    : answerQuestion.to({ language, question: next });
}
