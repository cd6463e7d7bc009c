import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { linesOfExtra } from '#service-kit/stories/extra-said.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords, type Words } from '#web/words/words.js';

import { extraAnswersCsvApi } from '../../addresses.js';
import { ExportExtraAnswers, type AnsweredStory } from './export-extra-answers.query.js';
import { programmeFor } from '../../stories/programme-for.js';

const allWords = loadWords(import.meta.url, 'export-extra-answers');

@ApiTags('stories')
@Controller()
export class ExportExtraAnswersApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** A line for each answer, with the question as it was asked: a question that was changed since breaks no column. */
  @Get(extraAnswersCsvApi.pattern)
  @Allow('evaluator', 'administrator')
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('period') period?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    await programmeFor(this.service, who, programme, ['evaluator', 'administrator']);
    const answered = await this.queries.execute(new ExportExtraAnswers(who, programme, period));
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="answers.csv"');
    return asCsv(answered, allWords[isLanguage(language) ? language : negotiateLanguage(accepted)]);
  }
}

const columns = ['reference', 'period', 'question', 'version', 'asked', 'kind', 'answer'] as const;

function asCsv(answered: readonly AnsweredStory[], words: Words): string {
  const { language } = words;
  const rows = answered.flatMap(({ reference, period, answers }) =>
    answers.map((answer) => [
      ...[reference, period, answer.question, String(answer.version), answer.wording[language]],
      words(`kind-${answer.kind}`),
      // A file is reckoned with: figures and dates stand as machines read them.
      answer.kind === 'number'
        ? String(answer.number)
        : answer.kind === 'date'
          ? answer.date
          : linesOfExtra(answer, language).join('\n'),
    ]),
  );
  const head = columns.map((column) => words(`column-${column}`));
  return csvForSpreadsheets([head, ...rows]);
}
