import type { ErrorLine } from '#web/rendering/page-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { lostCodePage, replaceCodePage, replaceContributorCodePage } from '../../addresses.js';
import type { OverTime } from '../../domain/over-time/over-time.js';
import type { Contributor } from '../../domain/story/together.js';
import type { WhoseCode } from '../../over-time/whose-code.js';
import { numberAmong } from '../../stories/number-in-story.js';

interface Shown {
  readonly whose: WhoseCode;
  /** All of those in the story, in their order. */
  readonly contributors: readonly Contributor[];
  readonly known: OverTime;
  readonly by: string;
  readonly errors: readonly ErrorLine[];
}

interface Button {
  readonly act: string;
  readonly text: string;
  readonly isFirst: boolean;
}

/** What can be done now, for whoever looks. The code is on none of it. */
export function replaceCodeView({ whose, contributors, known, by, errors }: Shown, words: Words) {
  const { language } = words;
  const { story, contributor } = whose;
  const numberOf = ({ id }: Contributor): number => numberAmong(contributors, id);
  const { replacement, lostCode, isDead } = known;
  const said = standing(known, by, words);
  return {
    ...{ title: words('heading'), errors },
    backLink:
      contributor === null
        ? lostCodePage.to({ language, programme: story.programme })
        : replaceCodePage.to({ language, story: story.id }),
    heading: words('heading'),
    facts: [
      words('reference', { reference: story.reference }),
      words('told', { date: writeDate(language, story.toldOn) }),
      words(`route-${story.route}`),
      ...(contributor === null ? [] : [words('person-in-it', { number: numberOf(contributor) })]),
    ],
    wayHeading: words('way'),
    way: wayKeyed({ isDead, lostCode }, contributor !== null, words),
    nowHeading: words('now'),
    now: said.text,
    check:
      replacement?.stage !== 'asked' && !isDead && (lostCode === 'channel' || lostCode === 'person')
        ? { value: lostCode, text: words(`checked-${lostCode}`), send: words('ask') }
        : null,
    buttons: said.buttons,
    careful: words('careful'),
    others: contributor === null && contributors.length > 0 ? words('others') : '',
    people:
      contributor === null
        ? contributors.map((one) => ({
            text: words('person-in-it', { number: numberOf(one) }),
            href: replaceContributorCodePage.to({ language, story: story.id, contributor: one.id }),
          }))
        : [],
  };
}

function wayKeyed({ isDead, lostCode }: Pick<OverTime, 'isDead' | 'lostCode'>, isOne: boolean, words: Words): string {
  if (isOne) return words(lostCode === null ? 'way-one-none' : 'way-one');
  return isDead ? words('way-died') : words(`way-${lostCode ?? 'none'}`);
}

function standing(
  { replacement, isDead }: OverTime,
  by: string,
  words: Words,
): { readonly text: string; readonly buttons: readonly Button[] } {
  const button = (act: string, isFirst = true): Button => ({ act, text: words(act), isFirst });
  if (replacement === null) return { text: words('now-nothing'), buttons: [] };
  const date = writeDate(words.language, replacement.on);
  if (replacement.stage === 'asked') {
    return replacement.askedBy === by
      ? { text: words('now-asked-by-you', { date }), buttons: [button('stop', false)] }
      : { text: words('now-asked', { date }), buttons: [button('confirm'), button('stop', false)] };
  }
  if (replacement.stage === 'replaced' && replacement.by === 'letter') {
    return replacement.openedBy === null
      ? { text: words(isDead ? 'now-decision-to-print' : 'now-to-print', { date }), buttons: [button('open-sheet')] }
      : { text: words('now-printed', { date }), buttons: [button('posted')] };
  }
  return { text: words(`now-${replacement.stage}`, { date }), buttons: [] };
}
