import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import {
  answerByPage,
  castBallotPage,
  closeMeetingPage,
  closeRoundPage,
  openRoundPage,
  proposeOutcomePage,
  readStory,
  receiveStoriesPage,
  recordOutcomePage,
  slipsPage,
  writeLessonLinesPage,
} from '../../addresses.js';
import { recordersOf } from '../../domain/round/round.js';
import { slipsAreTaken } from '../../domain/round/slips.js';
import { quorumIsMet } from '../../domain/tally/quorum.js';
import { chosenOnAQuorateRound, roundsAreLeft } from '../../domain/sitting/rules.js';
import { membersPresent, openRoundOf } from '../../domain/sitting/state.js';
import type { MeetingSeen } from '../../showing-meetings/meeting-seen.js';

interface Way {
  readonly text: string;
  readonly href: string;
  /** An act of its own: a form that posts, instead of a link. */
  readonly isAct: boolean;
}

interface NextStepShown {
  readonly heading: string;
  readonly text: string;
  /** Empty where no day is set. */
  readonly answerBy: string;
  /** The first is the one to take. */
  readonly ways: readonly Way[];
}

const nextOnOutcome: Readonly<Record<string, string>> = {
  'not-quorate': 'next-not-quorate',
  'no-round-counted': 'next-not-quorate',
  'too-few-secret-ballots': 'next-too-few-secret',
};

/** What the one who looks should do now, and the button for it. */
export function nextStepView(meeting: MeetingSeen, words: Words): NextStepShown | null {
  const { next, state, order, person, round } = meeting;
  const { language } = words;
  const sitting = state.opened.sitting;
  const at = { language, sitting };
  const link = (text: string, href: string): Way => ({ text: words(text), href, isAct: false });
  const act = (text: string, href: string): Way => ({ text: words(text), href, isAct: true });
  const answerBy = answerByWords(meeting, words);
  const shown = (text: string, ways: readonly Way[]): NextStepShown => ({
    heading: words('next'),
    text,
    answerBy,
    ways,
  });
  const receive = link('receive-stories', receiveStoriesPage.to(at));
  const another = roundsAreLeft(state) === undefined ? [act('another-round', openRoundPage.to(at))] : [];
  const slips =
    round !== undefined && slipsAreTaken(round) === undefined
      ? [link('record-slips', slipsPage.to({ language, round: round.begun.round }))]
      : [];
  const isRecorded = round !== undefined && recordersOf(round).has(person);
  const { facilitator } = state.opened;
  // An evaluator looks on: what waits for members does not wait for them.
  if (!state.isClosed && person !== facilitator && !membersPresent(state).includes(person))
    return shown(words('next-looking-on'), []);
  switch (next.step) {
    case 'closed':
      return null;
    case 'wait':
    case 'too-close':
    case 'left':
      return shown(words(`next-${next.step}`), []);
    case 'receive-stories':
      return shown(words('next-receive-stories'), [receive, link('record-none', recordOutcomePage.to(at))]);
    case 'nobody-may-choose':
      return shown(words('next-nobody-may-choose'), [link('record-outcome', recordOutcomePage.to(at)), receive]);
    case 'look-again':
      return shown(words('next-look-again'), [
        link('answer-again', castBallotPage.to({ language, round: next.round })),
      ]);
    case 'read': {
      const first = order.find(({ story }) => next.stories.includes(story))?.story ?? '';
      const text = words('next-read', { n: next.stories.length });
      return shown(text, [link('read-next', readStory.to({ ...at, story: first }))]);
    }
    case 'choose':
      return shown(words(round?.begun.secret === true ? 'next-choose-secret' : 'next-choose'), [
        link('choose', castBallotPage.to({ language, round: next.round })),
      ]);
    case 'answered':
      return shown(words(isRecorded ? 'next-answered-recorded' : 'next-answered'), [
        link('change-choice', castBallotPage.to({ language, round: next.round })),
      ]);
    case 'open-round':
      return shown(words('next-open-round'), [act('open-round', openRoundPage.to(at)), receive]);
    case 'close-round': {
      const text = words('next-close-round', { answered: next.answered, entitled: next.entitled });
      return shown(text, [
        link('close-round', closeRoundPage.to({ language, round: next.round })),
        ...slips,
        link(answerBy === '' ? 'answer-by-set' : 'answer-by-move', answerByPage.to(at)),
      ]);
    }
    case 'propose':
      return shown(words('next-propose'), [
        link('propose', proposeOutcomePage.to(at)),
        link('record-outcome', recordOutcomePage.to(at)),
        ...another,
      ]);
    case 'record-outcome': {
      const text = nextOnOutcome[chosenOnAQuorateRound(state, 'one')?.refusal ?? ''] ?? 'next-record-outcome';
      return shown(words(text), [link('record-outcome', recordOutcomePage.to(at)), ...another]);
    }
    case 'write-lesson-lines': {
      const ways = [
        link('write-lesson-lines', writeLessonLinesPage.to(at)),
        link('change-outcome', recordOutcomePage.to(at)),
      ];
      return shown(words('next-write-lesson-lines', { n: next.missing }), ways);
    }
    case 'close-sitting': {
      const ways = [
        link('close-meeting', closeMeetingPage.to(at)),
        link('change-lesson-lines', writeLessonLinesPage.to(at)),
        link('change-outcome', recordOutcomePage.to(at)),
      ];
      return shown(words('next-close-meeting'), ways);
    }
  }
}

/** Nothing closes on that day: who has not answered may still, and the facilitator decides what comes of it. */
function answerByWords({ next, state, today }: MeetingSeen, words: Words): string {
  const day = openRoundOf(state)?.answerBy;
  if (day === undefined) return '';
  const date = writeDate(words.language, day);
  if (today <= day) return words('answer-by', { date });
  const isShort = next.step === 'close-round' && !quorumIsMet(state.opened.rules.quorum, next.answered, next.entitled);
  return words(isShort ? 'answer-by-not-quorate' : 'answer-by-passed', { date });
}
