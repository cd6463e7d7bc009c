import type { BarChartParams } from '#web/components/bar-chart/bar-chart.js';
import { seeFramework } from '#contracts/programme-design/addresses.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList, writeNumber } from '#web/written.js';

import { codeStoryPage, seeReports, themesCsvApi } from '../../addresses.js';
import type { ThemesSeen } from './see-themes.query.js';

export function seeThemesView(seen: ThemesSeen, mayCode: boolean, words: Words) {
  const { language } = words;
  const { design, framework, list } = seen;
  const programme = design.id;
  const nameOf = (theme: string): string => framework.themes.find(({ id }) => id === theme)?.name[language] ?? theme;
  const periodName = (period: string): string =>
    design.periods.find(({ id }) => id === period)?.name[language] ?? period;
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
    coded: words('coded', { coded: seen.coded, stories: seen.stories }),
    charts: kinds.map((kind) => macroParams(chartOf(kind, seen, words))),
    csv:
      framework.themes.length === 0 ? null : { text: words('csv'), href: themesCsvApi.to({ programme }, { language }) },
    // Which story has which theme is for those who code: a few of one kind could be known from it.
    list: mayCode
      ? {
          heading: words('list'),
          empty: list.length === 0 ? words('no-stories') : '',
          more: seen.stories > list.length ? words('more', { n: list.length }) : '',
          caption: words('list'),
          head: ['story', 'period', 'themes'].map((key) => words(key)),
          rows: list.map(({ story, reference, period, themes }) => ({
            text: reference,
            href: codeStoryPage.to({ language, programme, story }),
            period: periodName(period),
            themes: themes.length === 0 ? words('not-coded') : writeList(language, themes.map(nameOf)),
          })),
        }
      : null,
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
  const written = (count: number | null): string => (count === null ? words('hidden') : writeNumber(language, count));
  return {
    id: `themes-${kind}`,
    title: words(`kind-${kind}`),
    bars: lines.map(({ theme, count }) => ({
      label: theme.name[language],
      count: written(count.overall),
      width: Math.round(((count.overall ?? 0) / most) * 1_000),
    })),
    table: {
      caption: words(`caption-${kind}`),
      head: [
        words('theme'),
        ...periods.map((id) => design.periods.find((period) => period.id === id)?.name[language] ?? id),
        words('overall'),
      ],
      rows: lines.map(({ theme, count }) => ({
        label: theme.name[language],
        counts: [...count.periods, count.overall].map(written),
      })),
    },
  };
}
