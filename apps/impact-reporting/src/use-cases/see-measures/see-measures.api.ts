import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { measuresApi, measuresCsvApi } from '../../addresses.js';
import { smallUnder } from '../../domain/small-numbers/hide-small.js';
import { readsReports } from '../../who-evaluates.js';
import { breakdownOr } from './asked-breakdown.js';
import { SeeMeasures, type ProgrammeMeasured } from './see-measures.query.js';
import { measuresAsCsv } from './write-measures-csv.js';

const words = loadWords(import.meta.url, 'see-measures');

/** Figures are numbers, `"hidden"` where a number would tell of fewer than five, or null: nothing to measure. */
function measuresTold({ design, periods, measures }: ProgrammeMeasured) {
  return {
    programme: { id: design.id, name: design.name },
    by: measures.by,
    parts: measures.parts,
    periods: periods.map((id) => ({ id, name: design.periods.find((period) => period.id === id)?.name ?? null })),
    hiddenUnder: smallUnder,
    measures: measures.series.map(({ measure, unit, isKnown, periods: figures, overall }) => ({
      ...{ measure, unit, isKnown },
      definition: { en: words.en(`definition-${measure}`), cy: words.cy(`definition-${measure}`) },
      periods: isKnown ? figures.map((each, at) => ({ period: periods[at] ?? '', ...each })) : [],
      overall: isKnown ? overall : null,
    })),
    selection: measures.selection,
  };
}

@ApiTags('measures')
@Controller()
export class SeeMeasuresApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(measuresApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('by') by?: string,
  ): Promise<ReturnType<typeof measuresTold>> {
    readsReports(who, programme);
    return measuresTold(
      orThrow(await this.queries.execute(new SeeMeasures(who.organisation, programme, breakdownOr(by)))),
    );
  }

  @Get(measuresCsvApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('by') by?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    readsReports(who, programme);
    const measured = orThrow(await this.queries.execute(new SeeMeasures(who.organisation, programme, breakdownOr(by))));
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="measures.csv"');
    return measuresAsCsv(measured, words[isLanguage(language) ? language : negotiateLanguage(accepted)]);
  }
}
