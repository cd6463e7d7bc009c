import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { themesApi, themesCsvApi } from '../../addresses.js';
import { smallUnder, type ShownCount } from '../../domain/small-numbers/hide-small.js';
import { evaluates, mayFor } from '../../who-evaluates.js';
import { askedCoding, codedStates, type CodingAsked } from './asked-coding.js';
import { SeeThemes, type StoriesToCode, type ThemesSeen } from './see-themes.query.js';

const allWords = loadWords(import.meta.url, 'see-themes');
const roles = ['evaluator', 'administrator', 'facilitator'] as const;

/** Counts are null where they are not shown. `stories`: all that were told, of which `takenBack` count under no theme. */
const told = ({ design, framework, periods, counts, stories, coded }: ThemesSeen) => ({
  programme: { id: design.id, name: design.name },
  framework: framework.name,
  ...{ periods, stories: stories.told, takenBack: stories.takenBack, coded, hiddenUnder: smallUnder },
  themes: counts.map((each) => {
    const theme = framework.themes.find(({ id }) => id === each.theme);
    return { ...each, kind: theme?.kind ?? null, name: theme?.name ?? null, isRetired: theme?.isRetired ?? true };
  }),
});

@ApiTags('themes')
@Controller()
export class SeeThemesApi {
  constructor(private readonly queries: QueryBus) {}

  /** `toCode`: which story has which theme, for those who code; null for others, as a few of one kind could be known from it. */
  @Get(themesApi.pattern)
  @ApiQuery({ name: 'period', required: false, description: 'Of the stories to code.' })
  @ApiQuery({ name: 'coded', required: false, enum: codedStates, description: 'Whether they have a theme.' })
  @ApiQuery({ name: 'after', required: false, description: '`next` of the page before.' })
  @Allow(...roles)
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<ReturnType<typeof told> & { readonly toCode: StoriesToCode | null }> {
    const seen = await this.#seen(who, programme, askedCoding(query));
    return { ...told(seen), toCode: mayFor(who, programme) ? seen.toCode : null };
  }

  @Get(themesCsvApi.pattern)
  @Allow(...roles)
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    const words = allWords[isLanguage(language) ? language : negotiateLanguage(accepted)];
    const { design, framework, periods, counts, stories } = await this.#seen(who, programme);
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="themes.csv"');
    const shown = (count: ShownCount): number | string => count ?? words('hidden');
    const head = [
      words('theme'),
      words('kind'),
      ...periods.map((id) => nameOf(design.periods, id, words.language)),
      words('overall'),
    ];
    const lines = counts.map(({ theme, periods: each, overall }) => {
      const found = framework.themes.find(({ id }) => id === theme);
      return [
        found?.name[words.language] ?? theme,
        words(`kind-${found?.kind ?? 'theme'}`),
        ...[...each, overall].map(shown),
      ];
    });
    const leftOut = [words('taken-back'), '', ...[...stories.periods, stories.takenBack].map(shown)];
    return csvForSpreadsheets([head, ...lines, leftOut]);
  }

  async #seen(who: SomeoneAsking, programme: string, asked: CodingAsked = {}): Promise<ThemesSeen> {
    const seen = orThrow(await this.queries.execute(new SeeThemes(who.organisation, programme, asked)));
    evaluates(who, programme, roles);
    return seen;
  }
}

const nameOf = (periods: ThemesSeen['design']['periods'], id: string, language: 'en' | 'cy'): string =>
  periods.find((period) => period.id === id)?.name[language] ?? id;
