import type { BarChartParams } from '#web/components/bar-chart/bar-chart.js';
import { seeFramework } from '#contracts/programme-design/addresses.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList, writeNumber } from '#web/written.js';

import { codeStoryPage, seeCriteria, seeReports, seeThemes, themesCsvApi } from '../../addresses.js';
import type { ShownCount } from '../../domain/small-numbers/hide-small.js';
import { codedStates, type CodingAsked } from './asked-coding.js';
import type { ThemesSeen } from './see-themes.query.js';

/** `asked` where they may code: which story has which theme is for them, for a few of one kind could be known from it. */
export function seeThemesView(seen: ThemesSeen, asked: CodingAsked | undefined, words: Words) {
  const { language } = words;
  const { design, framework } = seen;
  const programme = design.id;
  const kinds = (['circle', 'marker', 'theme'] as const).filter((kind) =>
    framework.themes.some((each) => each.kind === kind),
  );
  return {
    title: words('heading'),
    backLink: seeReports.to({ language }),
    programme: design.name[language],
    heading: words('heading'),
    intro: words('intro'),
    smallNumbers: words('small-numbers'),
    framework: {
      text: words(framework.themes.length === 0 ? 'choose-themes' : 'see-framework'),
      href: seeFramework.to({ language, programme }),
    },
    empty: framework.themes.length === 0 ? words('no-themes') : '',
    coded: words('coded', {
      coded: written(seen.coded, words),
      stories: written(seen.stories.told, words),
      takenBack: written(seen.stories.takenBack, words),
    }),
    criteria:
      framework.themes.length === 0 ? null : { text: words('criteria'), href: seeCriteria.to({ language, programme }) },
    charts: kinds.map((kind) => macroParams(chartOf(kind, seen, words))),
    csv:
      framework.themes.length === 0 ? null : { text: words('csv'), href: themesCsvApi.to({ programme }, { language }) },
    list: asked === undefined ? null : listOf(seen, asked, words),
  };
}

function listOf(
  { design, framework, toCode, isNothingToCode }: ThemesSeen,
  { period, coded, after }: CodingAsked,
  words: Words,
) {
  const { language } = words;
  const address = { language, programme: design.id };
  const asked = { period, coded };
  const themeName = (theme: string): string => framework.themes.find(({ id }) => id === theme)?.name[language] ?? theme;
  const select = (name: 'period' | 'coded', options: readonly (readonly [value: string, text: string])[]) =>
    macroParams({
      ...{ id: name, name, value: asked[name] ?? '', label: { text: words(name === 'coded' ? 'themes' : name) } },
      items: [['', words('any')] as const, ...options].map(([value, text]) => ({ value, text })),
    });
  return {
    heading: words('list'),
    isNothingToCode,
    // Under two charts and their tables: whoever asks comes back to the list.
    action: `${seeThemes.to(address)}#to-code`,
    selects: [
      select(
        'period',
        design.periods.map(({ id, name }) => [id, name[language]]),
      ),
      select(
        'coded',
        codedStates.map((state) => [state, words(`coded-${state}`)]),
      ),
    ],
    show: words('show'),
    empty: words(isNothingToCode ? 'no-stories' : 'none-like-this'),
    caption: words('found', { n: toCode.found }),
    head: ['story', 'period', 'themes'].map((key) => words(key)),
    rows: toCode.items.map((each) => ({
      text: each.reference,
      href: codeStoryPage.to({ ...address, story: each.story }),
      period: design.periods.find(({ id }) => id === each.period)?.name[language] ?? each.period,
      themes: each.themes.length === 0 ? words('not-coded') : writeList(language, each.themes.map(themeName)),
    })),
    first: after === undefined ? null : { text: words('first'), href: seeThemes.to(address, asked) },
    next:
      toCode.next === null
        ? null
        : { text: words('more'), href: seeThemes.to(address, { ...asked, after: toCode.next }) },
  };
}

function chartOf(kind: 'circle' | 'marker' | 'theme', seen: ThemesSeen, words: Words): BarChartParams {
  const { language } = words;
  const { framework, counts, periods, design } = seen;
  const lines = framework.themes.flatMap((theme) => {
    const count = counts.find((each) => each.theme === theme.id);
    return theme.kind !== kind || count === undefined || (theme.isRetired && count.overall === 0)
      ? []
      : [{ theme, count }];
  });
  const most = Math.max(1, ...lines.map(({ count }) => count.overall ?? 0));
  return {
    id: `themes-${kind}`,
    title: words(`kind-${kind}`),
    // A hidden count has no bar: one of no length would say that there is none. The table says that it is not shown.
    bars: lines.flatMap(({ theme, count: { overall } }) =>
      overall === null
        ? []
        : [
            {
              label: theme.name[language],
              count: writeNumber(language, overall),
              width: Math.round((overall / most) * 1_000),
            },
          ],
    ),
    table: {
      caption: words(`caption-${kind}`),
      head: [
        words('theme'),
        ...periods.map((id) => design.periods.find((period) => period.id === id)?.name[language] ?? id),
        words('overall'),
      ],
      rows: lines.map(({ theme, count }) => ({
        label: theme.name[language],
        counts: [...count.periods, count.overall].map((each) => written(each, words)),
      })),
    },
  };
}

const written = (count: ShownCount, words: Words): string =>
  count === null ? words('hidden') : writeNumber(words.language, count);
