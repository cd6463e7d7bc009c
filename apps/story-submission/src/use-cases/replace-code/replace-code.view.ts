import type { ErrorLine } from '#web/rendering/page-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { lostCodePage } from '../../addresses.js';
import type { OverTime } from '../../domain/over-time/over-time.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

interface Shown {
  readonly story: StoryDocument;
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
export function replaceCodeView({ story, known, by, errors }: Shown, words: Words) {
  const { language } = words;
  const { replacement, lostCode, isDead } = known;
  const said = standing(known, by, words);
  return {
    ...{ title: words('heading'), backLink: lostCodePage.to({ language, programme: story.programme }), errors },
    heading: words('heading'),
    facts: [
      words('reference', { reference: story.reference }),
      words('told', { date: writeDate(language, story.toldOn) }),
      words(`route-${story.route}`),
    ],
    wayHeading: words('way'),
    way: isDead ? words('way-died') : words(`way-${lostCode ?? 'none'}`),
    nowHeading: words('now'),
    now: said.text,
    check:
      replacement?.stage !== 'asked' && !isDead && (lostCode === 'channel' || lostCode === 'person')
        ? { value: lostCode, text: words(`checked-${lostCode}`), send: words('ask') }
        : null,
    buttons: said.buttons,
    careful: words('careful'),
  };
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
