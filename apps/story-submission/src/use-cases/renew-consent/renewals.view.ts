import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { PageOfList } from '#projections/page-of-list.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import {
  lostCodePage,
  recordDeathPage,
  renewalLetterPage,
  renewalsPage,
  replaceCodePage,
  replaceContributorCodePage,
  seeStory,
} from '../../addresses.js';
import { renewalStates, type RenewalListed, type RenewalState, type WaitsForStaff } from './renewals-found.js';

interface Shown {
  readonly design: ProgrammeDesign;
  readonly found: PageOfList<RenewalListed>;
  readonly isFurtherOn: boolean;
  /** To be posted by whoever looks, of all of them. */
  readonly letters: readonly RenewalListed[];
  readonly waiting: readonly WaitsForStaff[];
  readonly show: RenewalState | undefined;
  readonly backLink: string;
  /** Whoever looks confirms and looks for codes. */
  readonly mayKeep: boolean;
}

/** A calendar: month after month, and first what somebody has to do. */
export function renewalsView(
  { design, found, isFurtherOn, letters, waiting, show, backLink, mayKeep }: Shown,
  words: Words,
) {
  const { language } = words;
  const programme = design.id;
  const months = [...new Set(found.items.map(({ dueOn }) => dueOn.slice(0, 7)))];
  return {
    ...{ title: words('heading'), backLink, programme: design.name[language], heading: words('heading') },
    explanation: words('explanation'),
    lostCode: !mayKeep ? null : { text: words('lost-code'), href: lostCodePage.to({ language, programme }) },
    waitingHeading: words('waiting'),
    mayKeep,
    waiting: waiting.map((each) => waitingLine(each, words)),
    noneWaiting: words('none-waiting'),
    lettersHeading: words('letters'),
    letters: letters.map(({ story, reference }) => ({
      text: words('letter', { reference }),
      href: renewalLetterPage.to({ language, story }),
    })),
    calendarHeading: words('calendar'),
    filters: [undefined, ...renewalStates].map((state) => ({
      text: words(`show-${state ?? 'all'}`),
      href: renewalsPage.to({ language, programme }, { show: state }),
      isShown: state === show,
    })),
    months: months.map((month) => ({
      heading: monthSaid(month, words),
      items: found.items
        .filter(({ dueOn }) => dueOn.startsWith(month))
        .map((item) => ({
          reference: item.reference,
          href: seeStory.to({ language, story: item.story }),
          lines: [
            words(`because-${item.because}`),
            words(`is-${item.state}`, { date: writeDate(language, item.dueOn) }),
            ...(item.by === null ? [] : [words(`by-${item.by}`)]),
            ...(item.endsOn === null ? [] : [words('ends', { date: writeDate(language, item.endsOn) })]),
          ],
        })),
    })),
    empty: words(show === undefined ? 'empty' : 'empty-narrowed'),
    start: isFurtherOn ? { text: words('start'), href: renewalsPage.to({ language, programme }, { show }) } : null,
    more:
      found.next === undefined
        ? null
        : { text: words('more'), href: renewalsPage.to({ language, programme }, { show, after: found.next }) },
  };
}

function waitingLine({ story, reference, person, what }: WaitsForStaff, words: Words) {
  const { language } = words;
  if (person === null) {
    const page = what.startsWith('code') ? replaceCodePage : recordDeathPage;
    return { text: words(what, { reference }), href: page.to({ language, story }) };
  }
  const { contributor, number } = person;
  return {
    text: words(`person-${what}`, { reference, number }),
    href: replaceContributorCodePage.to({ language, story, contributor }),
  };
}

const monthSaid = (month: string, { language }: Words): string =>
  writeDate(language, `${month}-01`).replace(/^\S+\s/, '');
