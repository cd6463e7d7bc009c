import { Body, Controller, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { normaliseCode } from '#service-kit/codes.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { answerQuestion, checkAnswers, seeYourStory, yourPart } from '../../addresses.js';
import { isDraftQuestion } from '../../domain/draft/events.js';
import { contributorByCode } from '../../telling-together/contributor-by-code.js';
import { openDraft, type OpenDraft } from '../../telling/draft-by-code.js';
import { KeepAnswer } from '../keep-draft/keep-answer.command.js';
import { firstUnanswered } from '../../telling/journey.js';
import { carryToDraft, carryToStory } from '../../stories/code-cookie.js';
import { enterCodeForm, enterCodePage, textFieldOf } from '../../stories/enter-code.view.js';
import { storyByCode } from '../../stories/story-by-code.js';

/** One place for a code, whatever it opens: a person who wrote it down need not know which. */
@Controller()
export class EnterCodePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(yourStory)
  @Open('whoever holds a code')
  show(@CurrentPage() page: PageContext, @Query('closed') closed?: string): PageAnswer {
    return enterCodePage(enterCodeForm.empty, page, closed === 'yes');
  }

  @Send(yourStory)
  @Open('whoever holds a code')
  async enter(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = enterCodeForm.parse(body);
    if (!parsed.ok) return enterCodePage(parsed, page);
    const { code: typed, kept, question } = parsed.values;
    const { language } = page;
    // All are always looked for, so that the time it takes does not say which a code would have opened.
    const draft = await openDraft(this.service, typed);
    const story = await storyByCode(this.service, typed);
    const contributor = await contributorByCode(this.service, typed);
    const code = normaliseCode(typed) ?? '';
    if (draft !== undefined) {
      carryToDraft(request, reply, code);
      await this.#keep(context, draft, question ?? '', kept, language);
      const asKept = kept === undefined ? draft : ((await openDraft(this.service, typed)) ?? draft);
      return seeOther(await this.#whereDraftGoesOn(asKept, language));
    }
    if (story !== undefined) {
      carryToStory(request, reply, code);
      return seeOther(seeYourStory.to({ language }));
    }
    if (contributor !== undefined) {
      carryToStory(request, reply, code);
      return seeOther(yourPart.to({ language }));
    }
    return enterCodePage(enterCodeForm.refused(parsed.typed, refuse('story-code-opens-nothing', 'code')), page);
  }

  /** What was typed while no draft was open, now that there is one. */
  async #keep(
    context: CommandContext,
    draft: OpenDraft,
    question: string,
    kept: string | undefined,
    language: 'en' | 'cy',
  ): Promise<void> {
    const field = isDraftQuestion(question) ? textFieldOf(question) : undefined;
    if (!isDraftQuestion(question) || field === undefined || kept === undefined) return;
    const answer = { typed: { [field]: kept }, shownIn: language, wordingVersion: 0 };
    await this.commands.execute(new KeepAnswer(context, draft, question, answer));
  }

  async #whereDraftGoesOn({ id, begun, answers }: OpenDraft, language: 'en' | 'cy'): Promise<string> {
    const known = await this.service.views.get(knownProgrammes, begun.programme);
    if (known === undefined) throw new Error(`The programme of draft ${id} is not known here`);
    const { design } = known;
    const period = design.periods.find((each) => each.id === begun.period);
    const question = firstUnanswered({ design, period, answers, panels: [], language });
    if (question === undefined) return checkAnswers.to({ language });
    return answerQuestion.to({ language, question }, { back: Object.keys(answers).length > 0 ? 'yes' : undefined });
  }
}
