import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { criteriaApi, criteriaCsvApi } from '../../addresses.js';
import type { ReasonCounts } from '../../domain/coding/count-criteria.js';
import { smallUnder, type ShownCount } from '../../domain/small-numbers/hide-small.js';
import { readsReports } from '../../who-evaluates.js';
import { SeeCriteria, type CriteriaSeen } from './see-criteria.query.js';
import { inPeriod, levelName, periodName } from './see-criteria.view.js';

const allWords = loadWords(import.meta.url, 'see-criteria');

/** Counts of reasons are null where they are not shown. */
const told = ({ design, framework, levels }: CriteriaSeen) => ({
  programme: { id: design.id, name: design.name },
  hiddenUnder: smallUnder,
  levels: levels.map(({ level, themes, reasons, periods }) => ({
    ...{ level, name: design.levels.find((each) => each.level === level)?.name ?? null, reasons },
    themes: themes.map((each) => {
      const theme = framework.themes.find(({ id }) => id === each.theme);
      return { ...each, kind: theme?.kind ?? null, name: theme?.name ?? null };
    }),
    periods: periods.map((each) => ({
      ...each,
      name: design.periods.find(({ id }) => id === each.period)?.name ?? null,
    })),
  })),
});

@ApiTags('themes')
@Controller()
export class SeeCriteriaApi {
  constructor(private readonly queries: QueryBus) {}

  /** Which themes the reasons of each level carry: of stories chosen there, and of those that were not. */
  @Get(criteriaApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async see(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string): Promise<ReturnType<typeof told>> {
    return told(await this.#seen(who, programme));
  }

  @Get(criteriaCsvApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    const words = allWords[isLanguage(language) ? language : negotiateLanguage(accepted)];
    const { design, framework, levels } = await this.#seen(who, programme);
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="criteria.csv"');
    const head = [
      ...['column-level', 'theme', 'chosen', 'not-chosen', 'all'].map((key) => words(key)),
      ...(levels[0]?.periods ?? []).map(({ period }) =>
        words('in-period', { period: periodName(design, period, words) }),
      ),
    ];
    const counts = (
      { chosen, notChosen, overall }: ReasonCounts,
      inPeriods: readonly ShownCount[],
    ): readonly (number | string)[] =>
      [chosen, notChosen, overall, ...inPeriods].map((count) => count ?? words('hidden'));
    const lines = levels.flatMap(({ level, themes, reasons, periods }) => {
      const name = levelName(design, level, words);
      return [
        ...themes.map(({ theme, ...each }) => [
          name,
          framework.themes.find(({ id }) => id === theme)?.name[words.language] ?? theme,
          ...counts(
            each,
            periods.map((period) => inPeriod(period, theme)),
          ),
        ]),
        [
          name,
          words('with-a-theme'),
          ...counts(
            reasons,
            periods.map((period) => period.reasons),
          ),
        ],
      ];
    });
    return csvForSpreadsheets([head, ...lines]);
  }

  async #seen(who: SomeoneAsking, programme: string): Promise<CriteriaSeen> {
    readsReports(who, programme);
    return orThrow(await this.queries.execute(new SeeCriteria(who.organisation, programme)));
  }
}
