import type { Language } from '#web/language.js';
import { inItsLanguage } from '#web/rendering/in-its-language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList, writeNumber } from '#web/written.js';

import { seeRoundPage } from '../addresses.js';
import { reasonId } from '../deciding/seal-reason.js';
import type { RoundState } from '../domain/round/round.js';
import type { RoundResult } from '../domain/sitting/events.js';
import { progressOf } from '../domain/sitting/next-step.js';
import { isShown } from '../domain/sitting/rules.js';
import type { ReasonRead } from '../reading-meetings/opened-texts.js';
import type { MeetingSeen } from './meeting-seen.js';
import { speakerOf } from './speaker.js';
import { titleOf, titleOfId } from './stories.view.js';

/** Closed rounds with their counts and what was said in each; of an open one only how many have answered. */
export function roundsView(meeting: MeetingSeen, words: Words) {
  const { language } = words;
  const { state, round: open } = meeting;
  const counted = state.rounds.filter(({ result }) => result !== undefined);
  return {
    heading: words('rounds'),
    empty: words('no-rounds'),
    items: state.rounds.map(({ round, number, result }) => {
      // The round that the panel talks about now; in the minutes each is looked up.
      const isTalkedAbout = !state.isClosed && counted.at(-1)?.round === round;
      return {
        round,
        heading: words('round', { number }),
        openWords: result === undefined && open !== undefined ? openWords(open, meeting, words) : '',
        counts: result === undefined ? null : countsOf(meeting, result, words),
        leading: result === undefined ? '' : leadingWords(result, titlesOf(meeting, words), words),
        next: isTalkedAbout && result !== undefined && isNotAgreed(result) ? words('propose-again') : '',
        isUnfolded: isTalkedAbout,
        show: words('show-round', { number }),
        saidHeading: words('said-in-round', { number }),
        said: saidIn(round, meeting, words),
        more: { text: words('see-round', { number }), href: seeRoundPage.to({ language, round }) },
      };
    }),
  };
}

function openWords(open: RoundState, { state }: MeetingSeen, words: Words): string {
  const { answered, entitled } = progressOf(open, state);
  return words('round-open', { answered, entitled });
}

function saidIn(round: string, meeting: MeetingSeen, words: Words) {
  return meeting.reasons
    .filter((said) => said.kind === 'member' && said.reason === reasonId(round, said))
    .map((said) => {
      const [about] = said.stories;
      return {
        text: said.text ?? words(said.isCalledBack ? 'reason-called-back' : 'reason-withheld'),
        by: saidBy(said, meeting, words),
        about: about === undefined ? null : titleOfId(meeting, about, words),
      };
    });
}

const saidBy = (said: ReasonRead, meeting: MeetingSeen, words: Words): string =>
  words(said.stories.length === 0 ? 'by-member-alone' : 'by-member', { name: speakerOf(said, meeting, words) });

type Counts = RoundResult['byStory'][string];
type MeetingTitles = Pick<MeetingSeen, 'state' | 'texts'>;

/** Which columns a kind of round has beside the story, and what stands in them. */
const columnsOf: Readonly<Record<RoundResult['kind'], readonly string[]>> = {
  choice: ['chose', 'could-choose'],
  approval: ['approved', 'could-choose'],
  score: ['mean', 'scored-by'],
  rank: ['borda', 'wins', 'losses', 'ties'],
  stance: [],
};

const captionOf: Readonly<Record<RoundResult['kind'], string>> = {
  choice: 'votes',
  approval: 'approvals',
  score: 'scores',
  rank: 'rankings',
  stance: 'stances',
};

export function countsOf(meeting: MeetingTitles, result: RoundResult, words: Words) {
  const { kind, answered, entitled, stance } = result;
  const caption = {
    caption: words(captionOf[kind], { answered, entitled }),
    captionClasses: 'nhsuk-table__caption--s',
  };
  if (!isShown(result)) return null;
  if (stance !== undefined) {
    const rows = [
      ['agree', stance.agree],
      ['stand-aside', stance.standAside],
      ['object', stance.object],
    ] as const;
    return macroParams({
      ...caption,
      head: [{ text: words('stance') }, { text: words('members-who'), format: 'numeric' }],
      firstCellIsHeader: true,
      rows: rows.map(([name, members]) => rowOf({ text: words(name) }, [writeNumber(words.language, members)])),
    });
  }
  return macroParams({
    ...caption,
    head: [{ text: words('story') }, ...columnsOf[kind].map((column) => ({ text: words(column), format: 'numeric' }))],
    firstCellIsHeader: true,
    rows: meeting.state.stories.flatMap((story) => {
      const counts = result.byStory[story.story];
      if (counts === undefined) return [];
      const { text, language } = titleOf(meeting, story);
      const first = { text, ...(language === undefined ? {} : { attributes: { lang: language } }) };
      return [rowOf(first, cellsOf(counts, words))];
    }),
  });
}

function cellsOf(counts: Counts, words: Words): readonly string[] {
  const write = (value: number): string => writeNumber(words.language, value);
  if ('votes' in counts) return [write(counts.votes), write(counts.entitled)];
  if ('borda' in counts) return [write(counts.borda), write(counts.wins), write(counts.losses), write(counts.ties)];
  const { mean, n, entitled, tooFew } = counts;
  return [
    mean === null ? words('nobody-scored') : write(mean),
    words(tooFew ? 'n-of-too-few' : 'n-of', { n, entitled }),
  ];
}

interface Cell {
  readonly text: string;
  readonly format?: string;
  readonly attributes?: { readonly lang: Language };
}

const rowOf = (first: Cell, counts: readonly string[]): readonly [Cell, ...Cell[]] => [
  first,
  ...counts.map((text) => ({ text, format: 'numeric' })),
];

type TitleOfStory = (story: string) => string;

/** What a closed round came to. `words` are those of meetings. */
export function leadingWords(result: RoundResult, title: TitleOfStory, words: Words): string {
  if (!isShown(result)) return words('not-shown');
  const told = [result.kind === 'stance' ? carriedWords(result, title, words) : aheadWords(result, title, words)];
  const { condorcet, leading } = result;
  if (condorcet !== undefined && condorcet !== null && !(leading.length === 1 && leading[0] === condorcet)) {
    told.push(words('condorcet', { title: title(condorcet) }));
  }
  if (!result.quorate) told.push(words('below-quorum'));
  const skipped = Object.entries(result.skipped ?? {}).filter(([, members]) => members > 0);
  if (skipped.length > 0) {
    const stories = skipped.map(([id, n]) => words('skipped-by', { title: title(id), n }));
    told.push(words('skipped-in-round', { stories: writeList(words.language, stories) }));
  }
  return told.join(' ');
}

const aheadWords = ({ leading, tie }: RoundResult, title: TitleOfStory, words: Words): string =>
  leading.length === 0
    ? words('nobody-leads')
    : words(tie ? 'tie' : 'leads', { titles: writeList(words.language, leading.map(title)) });

const isNotAgreed = ({ kind, stance }: RoundResult): boolean =>
  kind === 'stance' && !(stance !== undefined && stance.agree > 0 && stance.object === 0);

function carriedWords(result: RoundResult, title: TitleOfStory, words: Words): string {
  const { proposal = [] } = result;
  const what = proposal.length === 0 ? 'none' : 'stories';
  return words(`${isNotAgreed(result) ? 'not-agreed' : 'agreed'}-${what}`, {
    titles: writeList(words.language, proposal.map(title)),
  });
}

function titlesOf(meeting: MeetingTitles, words: Words): TitleOfStory {
  return (id) => {
    const story = meeting.state.stories.find((each) => each.story === id);
    if (story === undefined) return id;
    const { text, language } = titleOf(meeting, story);
    return inItsLanguage(text, language, words);
  };
}
