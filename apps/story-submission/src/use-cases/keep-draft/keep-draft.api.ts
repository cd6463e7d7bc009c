import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { Open } from '#access/allow.js';
import { askedWithIn } from '#contracts/shared/domains-asked.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { normaliseCode } from '#service-kit/codes.js';

import { beginDraftApi, sendYourDraftApi, yourDraftAnswerApi, yourDraftApi } from '../../addresses.js';
import { isDraftQuestion } from '../../domain/draft/events.js';
import { panelsSeen, panelToldOf } from '../../readers/panels-seen.js';
import type { AskedOf } from '../../telling/asked.js';
import { extraNamed, isAskedNow, typedAs } from '../../telling/extra-question.js';
import { firstUnfinished } from '../../telling/journey.js';
import { askedQuestion } from '../../telling/questions.js';
import { SendDraft } from '../tell-story/send-draft.command.js';
import { storyOfCode } from '../../telling/story-of-code.js';
import { answerKept } from '../../telling/answer-kept.js';
import { BeginDraft } from './begin-draft.command.js';
import { openDraft, type OpenDraft } from '../../telling/draft-by-code.js';
import { EndDraft } from './end-draft.command.js';
import { AnswerDto, BeginDraftDto } from './keep-draft.dto.js';
import { KeepAnswer } from './keep-answer.command.js';

const byCode = 'the teller by code (header x-newid-code)';

@ApiTags('drafts')
@Controller()
export class KeepDraftApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(beginDraftApi.pattern)
  @Open('anybody may begin to tell a story while a period is open')
  async begin(
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() { period, language }: BeginDraftDto,
  ) {
    return orThrow(await this.commands.execute(new BeginDraft(context, programme, period, language)));
  }

  @Get(yourDraftApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    const { draft, of } = await this.#open(code);
    const { programme, period } = draft.begun;
    const answers = Object.fromEntries(
      Object.entries(draft.answers).flatMap(([question, answer]) =>
        answer === undefined ? [] : [[question, answer.typed] as const],
      ),
    );
    return {
      ...{ programme, period, expiresAt: draft.expiresAt, answers, needs: firstUnfinished(of) ?? null },
      panels: of.panels.map(panelToldOf),
    };
  }

  /** Kept first, then judged: what is refused here is kept all the same, as on the pages. */
  @Put(yourDraftAnswerApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async answer(
    @Command() context: CommandContext,
    @Param('question') question: string,
    @Body() body: AnswerDto,
    @Headers('x-newid-code') code = '',
  ) {
    const { draft, design, of } = await this.#open(code);
    if (!isDraftQuestion(question) || !isAskedNow(question, design)) {
      return throwRefusal(refuse('draft-question-unknown'));
    }
    const asked = askedQuestion(question, of);
    const extra = extraNamed(design, question);
    const fields = extra === undefined ? body : typedAs(extra, body.answer ?? '');
    const typed = asked.typedIn(fields);
    const answer = answerKept(question, typed, draft.begun.language, design);
    const { version } = orThrow(await this.commands.execute(new KeepAnswer(context, draft, question, answer)));
    const problems = asked.problemsIn(fields)?.errors ?? [];
    for (const problem of problems) {
      throwRefusal(problem.kind === 'refused' ? problem.refusal : refuse('value-not-offered', problem.field));
    }
    return { version };
  }

  @Post(sendYourDraftApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async send(@Command() context: CommandContext, @Headers('x-newid-code') code = '') {
    const sent = await storyOfCode(this.service, code);
    const isOpen = (await openDraft(this.service, code)) !== undefined;
    if (sent !== undefined && !isOpen) return { story: sent.story, reference: sent.reference };
    const { draft } = await this.#open(code);
    const send = new SendDraft(context, draft, normaliseCode(code) ?? '');
    const { done, story, reference } = orThrow(await this.commands.execute(send));
    await this.service.views.reached(done.stream, done.version);
    return { story, reference };
  }

  @Delete(yourDraftApi.pattern)
  @HttpCode(204)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async discard(@Command() context: CommandContext, @Headers('x-newid-code') code = ''): Promise<void> {
    const { draft } = await this.#open(code);
    orThrow(await this.commands.execute(new EndDraft(context, draft, 'discarded')));
  }

  async #open(code: string): Promise<{ draft: OpenDraft; design: ProgrammeDesign; of: AskedOf }> {
    const draft = await openDraft(this.service, code);
    if (draft === undefined) return throwRefusal(refuse('draft-not-open', 'code'));
    const known = await this.service.views.get(knownProgrammes, draft.begun.programme);
    if (known === undefined) return throwRefusal(refuse('story-programme-unknown'));
    const { language, period } = draft.begun;
    const design = askedWithIn(known.design, period);
    const panels = await panelsSeen(this.service, design);
    const found = design.periods.find(({ id }) => id === period);
    const of = { design, period: found, answers: draft.answers, panels, language };
    return { draft, design, of };
  }
}
