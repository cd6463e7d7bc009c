import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { seeProgrammes } from '#contracts/programme-design/addresses.js';
import { importStories, seeStories, seeTranslations, storiesToRead } from '#contracts/story-submission/addresses.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import {
  extraAnswersCsvApi,
  printFormsPage,
  renewalsPage,
  seeStory,
  sortStories,
  stillSoLetters,
  whoWasAskedPage,
} from '../../addresses.js';
import { routes, type Asked } from './asked-stories.js';
import { storyOrders, storyStates, type StoriesFound } from './see-stories.query.js';

interface Shown {
  /** Those whose stories whoever asks may list. */
  readonly designs: readonly ProgrammeDesign[];
  readonly design: ProgrammeDesign | undefined;
  readonly asked: Asked;
  readonly found: StoriesFound;
}

type Option = readonly [value: string, text: string];

export function seeStoriesView({ designs, design, asked, found }: Shown, words: Words) {
  const { language } = words;
  const { filter, order, after } = asked;
  const { period, domain, route, state } = filter;
  const narrowed = { programme: design?.id, period, domain, route, state, order };
  const select = (name: string, label: string, options: readonly Option[], chosen = '') =>
    macroParams({
      id: name,
      name,
      label: { text: words(label) },
      items: options.map(([value, text]) => ({ value, text, selected: value === chosen })),
    });
  const any: Option = ['', words('any')];
  const isNarrowed = [period, domain, route, state].some((each) => each !== undefined);
  return {
    title: words('heading'),
    heading: words('heading'),
    import: { text: words('import'), href: importStories.to({ language }) },
    toRead:
      design === undefined
        ? null
        : { text: words('to-read'), href: storiesToRead.to({ language, programme: design.id }) },
    sort:
      design === undefined ? null : { text: words('sort'), href: sortStories.to({ language, programme: design.id }) },
    stillSo:
      design === undefined
        ? null
        : { text: words('still-so'), href: stillSoLetters.to({ language, programme: design.id }) },
    renewals:
      design === undefined
        ? null
        : { text: words('renewals'), href: renewalsPage.to({ language, programme: design.id }) },
    whoWasAsked:
      design?.periods[0] === undefined
        ? null
        : {
            text: words('who-was-asked'),
            href: whoWasAskedPage.to({
              language,
              programme: design.id,
              period: period ?? periodNow(design.periods) ?? design.periods[0].id,
            }),
          },
    paperForms:
      design?.periods[0] === undefined
        ? null
        : {
            text: words('paper-forms'),
            href: printFormsPage.to({
              language,
              programme: design.id,
              period: period ?? periodNow(design.periods) ?? design.periods[0].id,
            }),
          },
    translations:
      design?.periods[0] === undefined
        ? null
        : {
            text: words('translations'),
            href: seeTranslations.to({
              language,
              programme: design.id,
              period: period ?? periodNow(design.periods) ?? design.periods[0].id,
            }),
          },
    extraAnswers:
      design?.extraQuestions === undefined
        ? null
        : { text: words('extra-answers'), href: extraAnswersCsvApi.to({ programme: design.id }, { language }) },
    programmes:
      designs.length > 0
        ? null
        : { text: words('no-programme'), link: words('programmes'), href: seeProgrammes.to({ language }) },
    narrow: words('narrow'),
    // Folded until it is in use: the list is what people come for.
    isNarrowOpen: isNarrowed || order !== storyOrders[0] || found.items.length === 0,
    action: seeStories.to({ language }),
    selects:
      design === undefined
        ? []
        : [
            select(
              'programme',
              'programme',
              designs.map(({ id, name }): Option => [id, name[language]]),
              design.id,
            ),
            select(
              'period',
              'period',
              [any, ...design.periods.map(({ id, name }): Option => [id, name[language]])],
              period,
            ),
            select(
              'domain',
              'domain',
              [
                any,
                ...design.domains.map(({ id, name }): Option => [id, name[language]]),
                ['none', words('domain-none')],
              ],
              domain,
            ),
            select('route', 'route', [any, ...routes.map((each): Option => [each, words(`route-${each}`)])], route),
            select(
              'state',
              'state',
              [any, ...storyStates.map((each): Option => [each, words(`state-${each}`)])],
              state,
            ),
            select(
              'order',
              'order',
              storyOrders.map((each): Option => [each, words(`order-${each}`)]),
              order,
            ),
          ],
    show: words('show'),
    table: found.items.length === 0 ? null : storiesTable(found.items, design, words),
    empty: words(isNarrowed ? 'empty-narrowed' : 'empty'),
    start: after === undefined ? null : { text: words('start'), href: seeStories.to({ language }, narrowed) },
    more:
      found.next === undefined
        ? null
        : { text: words('more'), href: seeStories.to({ language }, { ...narrowed, after: found.next }) },
  };
}

function storiesTable(stories: StoriesFound['items'], design: ProgrammeDesign | undefined, words: Words) {
  const { language } = words;
  const nameOfDomain = (id: string | null): string =>
    design?.domains.find((each) => each.id === id)?.name[language] ?? words('domain-none');
  return macroParams({
    caption: words('caption'),
    firstCellIsHeader: true,
    responsive: true,
    head: ['reference', 'told', 'period', 'domain', 'route', 'length', 'state'].map((key) => ({ text: words(key) })),
    rows: stories.map((story) => [
      { text: story.reference, href: seeStory.to({ language, story: story.id }) },
      ...[
        writeDate(language, story.toldOn),
        design?.periods.find(({ id }) => id === story.period)?.name[language] ?? story.period,
        nameOfDomain(story.domain),
        words(`route-${story.route}`),
        writeNumber(language, story.words),
        words(story.isWithdrawn ? 'state-withdrawn' : 'state-shared'),
      ].map((text) => ({ text })),
    ]),
  });
}

const periodNow = (periods: ProgrammeDesign['periods']): string | undefined =>
  periods.find(({ status }) => status === 'open')?.id;
