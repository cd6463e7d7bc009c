import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime, writeList, writeNumber } from '#web/written.js';

import { callBackPage, chooseReachPage, seeMeetings } from '../../addresses.js';
import { namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import { titleWithin, type TitledStory } from '../../reading-meetings/titled-stories.js';
import type { AnswerOfMine, MeetingOfMine, WordOfMine } from './words-of.js';

export function ownWordsView(
  mine: readonly MeetingOfMine[],
  designs: ReadonlyMap<string, ProgrammeDesign | undefined>,
  titles: ReadonlyMap<string, TitledStory>,
  words: Words,
) {
  const { language } = words;
  return {
    title: words('heading'),
    backLink: seeMeetings.to({ language }),
    heading: words('heading'),
    explanation: words('explanation'),
    empty: mine.length === 0 ? words('empty') : '',
    meetings: mine.map(({ document, words: said, answers }) => {
      const { id: sitting, state, openedAt, programme } = document;
      const design = designs.get(programme);
      const names = namesOfMeeting(design, state.opened, language);
      const title = (story: string): string => {
        const named = titles.get(`${sitting} ${story}`);
        return named === undefined ? story : titleWithin(named, words);
      };
      return {
        heading: words('meeting', { panel: names.panel, period: names.period }),
        opened: words('opened', { date: writeDateAndTime(language, new Date(openedAt), design?.timezone) }),
        said: said.map((word) => ({
          text: word.text ?? words(word.isCalledBack ? 'called-back' : 'withheld'),
          kind: kindWords(word, words),
          recorded: word.recordedBy === undefined ? '' : words('reason-recorded'),
          about:
            word.stories.length === 0 ? '' : words('about', { titles: writeList(language, word.stories.map(title)) }),
          reach: reachWords(word, words),
          went: wentWords(word, design, words),
          choose: word.mayChooseReach
            ? { text: words('choose-reach'), href: chooseReachPage.to({ language, sitting, reason: word.reason }) }
            : null,
          callBack: word.mayCallBack
            ? { text: words('call-back'), href: callBackPage.to({ language, sitting, reason: word.reason }) }
            : null,
        })),
        answers: answers.map((each) =>
          [answerWords(each, title, words), ...(each.answer.recordedBy === undefined ? [] : [words('recorded')])].join(
            ' ',
          ),
        ),
      };
    }),
    answersHeading: words('answers'),
  };
}

/** Two reasons about the same story are told apart by the rounds they were given in. */
const kindWords = ({ kind, round }: WordOfMine, words: Words): string =>
  round === null ? words(`kind-${kind}`) : words('kind-member-in-round', { round });

const reachWords = ({ reach, isCalledBack }: WordOfMine, words: Words): string =>
  isCalledBack
    ? ''
    : words('reach', {
        reach: writeList(
          words.language,
          reach.map((each) => words(`reach-${each}`)),
        ),
      });

function wentWords({ wentTo, isCalledBack }: WordOfMine, design: ProgrammeDesign | undefined, words: Words): string {
  if (wentTo.length === 0) return isCalledBack ? '' : words('went-nowhere');
  const name = (panel: string): string => design?.panels.find(({ id }) => id === panel)?.name[words.language] ?? panel;
  return words('went-to', { panels: writeList(words.language, wentTo.map(name)) });
}

/** What the panel can read of an open round that has closed. */
function answerWords({ round, answer }: AnswerOfMine, title: (story: string) => string, words: Words): string {
  const { choice, scores, approve, ranking, stance } = answer;
  const list = (stories: readonly string[]): string => writeList(words.language, stories.map(title));
  if (choice !== undefined) return words('chose', { round, titles: title(choice) });
  if (approve !== undefined) return words('approved', { round, titles: list(approve) });
  if (ranking !== undefined) return words('ranked', { round, titles: list(ranking) });
  if (stance !== undefined) return words(`stance-${stance}`, { round });
  if (scores === undefined) return words('abstained', { round });
  const given = Object.entries(scores).map(([story, score]) => `${title(story)} ${writeNumber(words.language, score)}`);
  return words('scored', { round, scores: writeList(words.language, given) });
}
