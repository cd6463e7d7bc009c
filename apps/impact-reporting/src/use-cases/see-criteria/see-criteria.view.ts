import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList, writeNumber } from '#web/written.js';

import { criteriaCsvApi, seeThemes } from '../../addresses.js';
import type { LevelCriteria, PeriodCriteria, ReasonCounts } from '../../domain/coding/count-criteria.js';
import type { ShownCount } from '../../domain/small-numbers/hide-small.js';
import type { CriteriaSeen } from './see-criteria.query.js';

export function seeCriteriaView(seen: CriteriaSeen, words: Words) {
  const { language } = words;
  const { design, levels } = seen;
  const programme = design.id;
  return {
    title: words('heading'),
    backLink: seeThemes.to({ language, programme }),
    programme: design.name[language],
    heading: words('heading'),
    intro: words('intro'),
    leftOut: words('left-out'),
    smallNumbers: words('small-numbers'),
    levels: levels.map((level) => levelView(level, seen, words)),
    csv: { text: words('csv'), href: criteriaCsvApi.to({ programme }, { language }) },
  };
}

function levelView(
  { level, themes, reasons, periods }: LevelCriteria,
  { design, framework }: CriteriaSeen,
  words: Words,
) {
  const { language } = words;
  const name = levelName(design, level, words);
  const written = (count: ShownCount): string => (count === null ? words('hidden') : writeNumber(language, count));
  const counts = (of: ReasonCounts): readonly string[] => [of.chosen, of.notChosen, of.overall].map(written);
  const named = framework.themes.flatMap((theme) => {
    const count = themes.find((each) => each.theme === theme.id);
    return count === undefined ? [] : [{ label: theme.name[language], isRetired: theme.isRetired, count }];
  });
  const nowhere = named.filter(({ count, isRetired }) => count.overall === 0 && !isRetired).map(({ label }) => label);
  const overTime = () =>
    macroParams({
      caption: words('caption-over-time', { level: name }),
      head: [words('theme'), ...periods.map(({ period }) => periodName(design, period, words))],
      rows: named
        .filter(({ count }) => count.overall !== 0)
        .map(({ label, count }) => ({ label, counts: periods.map((each) => written(inPeriod(each, count.theme))) })),
      total: { label: words('with-a-theme'), counts: periods.map((each) => written(each.reasons)) },
    });
  return {
    name,
    empty: reasons.overall === 0 ? words('empty') : '',
    table: macroParams({
      caption: words('caption', { level: name }),
      // The heading above says it.
      isCaptionHeard: true,
      head: ['theme', 'chosen', 'not-chosen', 'all'].map((key) => words(key)),
      rows: named
        .filter(({ count }) => count.overall !== 0)
        .map(({ label, count }) => ({ label, counts: counts(count) })),
      total: { label: words('with-a-theme'), counts: counts(reasons) },
    }),
    overTime: periods.filter((each) => each.reasons !== 0).length < 2 ? null : overTime(),
    nowhere:
      reasons.overall === 0 || nowhere.length === 0 ? '' : words('nowhere', { themes: writeList(language, nowhere) }),
  };
}

export const levelName = ({ levels }: CriteriaSeen['design'], level: number, words: Words): string =>
  levels.find((each) => each.level === level)?.name[words.language] ?? words('level', { level });

export const periodName = ({ periods }: CriteriaSeen['design'], period: string, words: Words): string =>
  periods.find(({ id }) => id === period)?.name[words.language] ?? period;

/** Of one theme. */
export const inPeriod = ({ themes }: PeriodCriteria, theme: string): ShownCount =>
  themes.find((each) => each.theme === theme)?.overall ?? null;
