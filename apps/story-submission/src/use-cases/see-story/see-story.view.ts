import type { Consent } from '#contracts/shared/consent.js';
import { raiseConcernPage, seeStories, storyMedia } from '#contracts/story-submission/addresses.js';
import { readersSaid, usesSaid } from '#service-kit/stories/consent-beside.js';
import { extraShown } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import {
  holdByLaw,
  quantifyStoryPage,
  recordDeathPage,
  seeConsentHistory,
  seeReaders,
  verificationPage,
} from '../../addresses.js';
import type { StorySeen } from './see-story.query.js';

type Row = readonly [key: string, text: string];

/** The title stays neutral: the words of a teller are nobody's window title. */
export function seeStoryView(
  { document, design, consent, fromPaper, moves, stillSo, text }: StorySeen,
  nameOf: (person: string) => string,
  words: Words,
) {
  const { language } = words;
  const { reference, programme, period, domain, route, toldOn } = document;
  const nameOfDomain = (id: string | null): string =>
    design?.domains.find((each) => each.id === id)?.name[language] ?? words('domain-none');
  const facts: readonly Row[] = [
    ['programme', design?.name[language] ?? programme],
    ['period', design?.periods.find(({ id }) => id === period)?.name[language] ?? period],
    ['domain', nameOfDomain(domain)],
    ['route', words(`route-${route}`)],
    ['language', words(`language-${document.language}`)],
    ['length', writeNumber(language, document.words)],
  ];
  return {
    title: words('title'),
    backLink: seeStories.to({ language }, { programme }),
    heading: words('heading', { reference }),
    told: words('told', { date: writeDate(language, toldOn) }),
    fromPaper:
      fromPaper === undefined
        ? ''
        : words('from-paper', {
            name: nameOf(fromPaper.by),
            date: writeDate(language, fromPaper.at, design?.timezone),
          }),
    withheld:
      text.kind === 'withheld'
        ? { heading: words('withheld-heading'), because: words(`withheld-${text.because}`) }
        : null,
    story: text.kind === 'shown' ? storyShown(document.language, text, words) : null,
    ways: [
      { text: words('media'), href: storyMedia.to({ language, story: document.id }) },
      { text: words('readers-of-it'), href: seeReaders.to({ language, story: document.id }) },
      { text: words('history'), href: seeConsentHistory.to({ language, story: document.id }) },
      { text: words('check'), href: verificationPage.to({ language, story: document.id }) },
      { text: words('worries-me'), href: raiseConcernPage.to({ language, story: document.id }) },
      { text: words('legal-hold'), href: holdByLaw.to({ language, story: document.id }) },
      { text: words('death'), href: recordDeathPage.to({ language, story: document.id }) },
      { text: words('numbers'), href: quantifyStoryPage.to({ language, story: document.id }) },
    ],
    consentHeading: words('consent'),
    consent: consent === undefined ? null : summaryOf(consentRows(consent, design?.timezone, words), words),
    consentGone: words('consent-gone'),
    factsHeading: words('facts'),
    facts: summaryOf(facts, words),
    stillSoHeading: words('still-so'),
    stillSo: stillSo.map(({ months, answer, at, text: said }) => ({
      heading: words('still-so-part', { n: months, date: writeDate(language, at, design?.timezone) }),
      answer: words(`still-so-${answer}`),
      lang: langOf(document.language),
      paragraphs: paragraphsOf(said ?? ''),
    })),
    movesHeading: words('moves'),
    moves: moves.map(({ from, domain: to, at, by, why: said }) => ({
      what: words('moved', { from: nameOfDomain(from), to: nameOfDomain(to) }),
      when: words('moved-when', { date: writeDate(language, at, design?.timezone), name: nameOf(by) }),
      why: said === null ? '' : words('moved-why', { why: said }),
    })),
  };
}

function storyShown(
  language: string,
  { story, names }: Extract<StorySeen['text'], { readonly kind: 'shown' }>,
  words: Words,
) {
  return {
    // A text in two languages or in another has no mark that we could give.
    lang: langOf(language),
    heading: words('text'),
    notes: { text: words('content-notes'), items: story.contentNotes },
    read: words('read'),
    title: story.title ?? '',
    untitled: words('untitled'),
    paragraphs: paragraphsOf(story.narrative),
    whyHeading: words('why'),
    why: paragraphsOf(story.whySignificant ?? ''),
    extra: extraShown(story, words.language),
    people: summaryOf(
      [
        ['teller', names?.teller ?? words('teller-hidden')],
        ...told('relation', story.collectorRole),
        ...told('happened', story.changeHappenedOn),
        ...told('place', story.place),
      ],
      words,
    ),
  };
}

const told = (key: string, text: string | null): readonly Row[] => (text === null ? [] : [[key, text]]);

function consentRows(consent: Consent, timeZone: string | undefined, words: Words): readonly Row[] {
  const { language } = words;
  const { exclusions } = consent;
  return [
    ['readers', readersSaid(consent, language).join('; ')],
    [
      'exclusions',
      exclusions.length === 0 ? words('exclusions-none') : words('excluded', { number: exclusions.length }),
    ],
    ['uses', usesSaid(consent, language).join('; ')],
    ['answered', writeDate(language, consent.answeredAt, timeZone)],
    ['how', words(`how-${consent.how}`)],
    ['wording', words('wording-version', { version: consent.wordingVersion })],
  ];
}

const summaryOf = (rows: readonly Row[], words: Words) =>
  macroParams({ rows: rows.map(([key, text]) => ({ key: { text: words(key) }, value: { text } })) });
