import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeNumber } from '#web/written.js';

import { seeRoundPage } from '../../addresses.js';
import type { RoundResult } from '../../domain/sitting/events.js';
import type { MeetingSeen } from './meeting-seen.js';
import { titleOf } from './stories.view.js';

/** Closed rounds with their counts; of an open one only how many have answered. */
export function roundsView(meeting: MeetingSeen, words: Words) {
  const { language } = words;
  const { state, round: open } = meeting;
  return {
    heading: words('rounds'),
    empty: words('no-rounds'),
    items: state.rounds.map(({ round, number, result }) => ({
      heading: words('round', { number }),
      openWords:
        result === undefined
          ? words('round-open', { answered: open?.ballots.size ?? 0, entitled: state.opened.members.length })
          : '',
      counts: result === undefined ? null : countsOf(meeting, result, words),
      leading: result === undefined ? '' : leadingWords(meeting, result, words),
      more: { text: words('see-round', { number }), href: seeRoundPage.to({ language, round }) },
    })),
  };
}

export function countsOf(meeting: Pick<MeetingSeen, 'state' | 'texts'>, result: RoundResult, words: Words) {
  const { language } = words;
  const isScore = result.kind === 'score';
  return macroParams({
    caption: words(isScore ? 'scores' : 'votes', { answered: result.answered, entitled: result.entitled }),
    captionClasses: 'nhsuk-table__caption--s',
    head: [
      { text: words('story') },
      { text: words(isScore ? 'mean' : 'chose'), format: 'numeric' },
      { text: words(isScore ? 'scored-by' : 'could-choose'), format: 'numeric' },
    ],
    firstCellIsHeader: true,
    rows: meeting.state.stories.flatMap((story) => {
      const count = result.byStory[story.story];
      if (count === undefined) return [];
      const title = titleOf(meeting, story);
      const first = {
        text: title.text,
        ...(title.language === undefined ? {} : { attributes: { lang: title.language } }),
      };
      if ('votes' in count) {
        return [[first, numeric(writeNumber(language, count.votes)), numeric(writeNumber(language, count.entitled))]];
      }
      const mean = count.mean === null ? words('nobody-scored') : writeNumber(language, count.mean);
      const n = words(count.tooFew ? 'n-of-too-few' : 'n-of', { n: count.n, entitled: count.entitled });
      return [[first, numeric(mean), numeric(n)]];
    }),
  });
}

const numeric = (text: string) => ({ text, format: 'numeric' });

export function leadingWords(
  meeting: Pick<MeetingSeen, 'state' | 'texts'>,
  { leading, tie, quorate }: RoundResult,
  words: Words,
): string {
  const titles = leading.map((id) => {
    const story = meeting.state.stories.find((each) => each.story === id);
    return story === undefined ? id : titleOf(meeting, story).text;
  });
  const told =
    titles.length === 0
      ? words('nobody-leads')
      : words(tie ? 'tie' : 'leads', { titles: new Intl.ListFormat(words.language).format(titles) });
  return quorate ? told : `${told} ${words('below-quorum')}`;
}
