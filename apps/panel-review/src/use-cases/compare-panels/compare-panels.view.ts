import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList, writeNumber, writeShare } from '#web/written.js';

import { openPlenaryPage, seeMeeting } from '../../addresses.js';
import type { Figure, OnePanelOnOneStory, PanelCompared } from '../../domain/comparison/compare-sittings.js';
import { namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import type { ReasonRead } from '../../reading-meetings/opened-texts.js';
import { titleWithin } from '../../reading-meetings/titled-stories.js';
import type { PanelsCompared } from './panels-compared.js';

interface Shown extends PanelsCompared {
  readonly design: ProgrammeDesign | undefined;
  readonly people: (person: string) => string;
  readonly person: string;
  /** The meeting it was asked from: one of those compared, or their plenary. */
  readonly at: string;
}

export function comparePanelsView(shown: Shown, words: Words) {
  const { language } = words;
  const { asked, sittings, comparison, design, people, titles, stillMeeting, person, at } = shown;
  const { period, domain } = namesOfMeeting(design, asked.state.opened, language);
  const panelOf = namesOfPanels(shown, words);
  const { panels, inCommon, notInCommon, agreedOn, sitsOnSeveral } = comparison;
  const title = (story: string) => {
    const known = titles.get(story);
    return { text: known?.title ?? story, language: known?.language ?? language };
  };
  const titlesWithin = new Map([
    ...notInCommon.map(({ story, reference }) => [story, reference] as const),
    ...[...titles].map(([story, known]) => [story, titleWithin(known, words)] as const),
  ]);
  const within = (story: string): string => titlesWithin.get(story) ?? story;
  const isAlone = panels.length < 2;
  const chose = sittings.some(({ state }) => (state.outcome?.stories.length ?? 0) > 0);
  const leads = sittings.some(({ state }) => state.opened.facilitator === person);
  return {
    title: words('heading', { period }),
    backLink: seeMeeting.to({ language, sitting: at }),
    heading: words('heading', { period }),
    domain: domain ?? words('all-domains'),
    explanation: isAlone ? words('alone') : words('explanation', { n: inCommon.length }),
    stillMeeting: stillMeeting === 0 ? '' : words('still-meeting', { n: stillMeeting }),
    several: sitsOnSeveral.map((each) =>
      words('on-several', { name: people(each.person), panels: writeList(language, each.sittings.map(panelOf)) }),
    ),
    plenary:
      !isAlone && chose && leads && at === asked.id
        ? { text: words('open-plenary'), href: openPlenaryPage.to({ language, sitting: at }) }
        : null,
    figures: isAlone
      ? null
      : {
          heading: words('how-alike'),
          lines: [
            inCommon.length === 0
              ? words('nothing-in-common')
              : words('agreed', {
                  n: agreedOn,
                  of: inCommon.length,
                  share: writeShare(language, agreedOn / inCommon.length),
                }),
            figureWords(`kappa-${comparison.kappa.of}`, comparison.kappa, words),
            figureWords('kendalls-w', comparison.kendallsW, words),
          ],
          meaning: { summary: words('what-figures-mean'), text: words('figures-mean') },
        },
    table: macroParams({
      caption: words('what-each-chose'),
      captionClasses: 'nhsuk-table__caption--m',
      firstCellIsHeader: true,
      head: [{ text: words('story') }, ...panels.map(({ sitting }) => ({ text: panelOf(sitting) }))],
      rows: inCommon.map((story) => {
        const named = title(story.story);
        return [
          { text: named.text, attributes: { lang: named.language } },
          ...story.panels.map((each) => ({ text: placeWords(each, isAlone, words) })),
        ];
      }),
    }),
    tableCaption: words('what-each-chose'),
    hasStories: inCommon.length > 0,
    panels: panels.map((panel) => panelView(panel, panelOf(panel.sitting), within, words)),
    panelsHeading: words('each-panel'),
    reasonsHeading: words('side-by-side'),
    stories: inCommon.map(({ story }) => ({
      heading: title(story),
      panels: saidOf(shown, (stories) => stories.includes(story), words),
    })),
    whole: { heading: words('of-no-story'), panels: saidOf(shown, (stories) => stories.length === 0, words) },
    notInCommon: notInCommon.map(({ reference, sittings: by }) =>
      words('not-in-common', { reference, panels: writeList(language, by.map(panelOf)) }),
    ),
  };
}

const namesOfPanels =
  ({ sittings, design }: Shown, { language }: Words) =>
  (sitting: string): string => {
    const found = sittings.find(({ id }) => id === sitting);
    return found === undefined ? sitting : namesOfMeeting(design, found.state.opened, language).panel;
  };

function figureWords(of: string, figure: Figure, words: Words): string {
  if ('because' in figure) return words(`${of}-none`, { because: words(figure.because) });
  return words(of, { value: writeNumber(words.language, Math.round(figure.value * 100) / 100) });
}

/** What a panel did with a story, in words; a place is for comparing, so a panel on its own gives none. */
function placeWords(
  { isChosen, isHeldOver, counted, rank }: OnePanelOnOneStory,
  isAlone: boolean,
  words: Words,
): string {
  const write = (value: number): string => writeNumber(words.language, Math.round(value * 100) / 100);
  return [
    words(isChosen ? 'chosen' : 'not-chosen'),
    ...(isHeldOver ? [words('held-over')] : []),
    ...(counted === null ? [] : [words('counted', { count: write(counted) })]),
    ...(rank === null || isAlone ? [] : [words('place', { place: write(rank) })]),
  ].join(' ');
}

function panelView(
  { outcome, followsCount, stories, rounds, movement }: PanelCompared,
  name: string,
  title: (story: string) => string,
  words: Words,
) {
  return {
    name,
    lines: [
      words(`outcome-${outcome}`),
      ...(followsCount ? [] : [words('not-as-counted')]),
      words('looked-at', { n: stories }),
      words('rounds', { n: rounds }),
      ...movement.map(({ round, from, to, members }) =>
        words('moved', { round, n: members, from: title(from), to: title(to) }),
      ),
    ],
  };
}

function saidOf({ said, people, ...shown }: Shown, isAbout: (stories: readonly string[]) => boolean, words: Words) {
  const panelOf = namesOfPanels({ said, people, ...shown }, words);
  return said
    .map(({ sitting, isOwn, reasons }) => ({
      name: panelOf(sitting),
      said: reasons
        .filter(({ stories }) => isAbout(stories))
        .map((reason) => ({
          text: reason.text ?? words(reason.isCalledBack ? 'called-back' : 'withheld'),
          by: words(`by-${reason.kind}`, { name: byName(reason, isOwn, people, words) }),
        })),
    }))
    .filter((each) => each.said.length > 0);
}

/** Who said it is for their own panel: another reads that a member did. */
const byName = ({ author }: ReasonRead, isOwn: boolean, people: Shown['people'], words: Words): string =>
  isOwn ? people(author) : words('a-member');
