import type { Words } from '#web/words/words.js';

import {
  castBallotPage,
  closeMeetingPage,
  closeRoundPage,
  openRoundPage,
  proposeOutcomePage,
  readStory,
  receiveStoriesPage,
  recordOutcomePage,
  writeLessonLinesPage,
} from '../../addresses.js';
import { chosenOnAQuorateRound, roundsAreLeft } from '../../domain/sitting/rules.js';
import type { MeetingSeen } from './meeting-seen.js';

interface Way {
  readonly text: string;
  readonly href: string;
  /** An act of its own: a form that posts, instead of a link. */
  readonly isAct: boolean;
}

interface NextStepShown {
  readonly heading: string;
  readonly text: string;
  /** The first is the one to take. */
  readonly ways: readonly Way[];
}

const nextOnOutcome: Readonly<Record<string, string>> = {
  'not-quorate': 'next-not-quorate',
  'no-round-counted': 'next-not-quorate',
  'too-few-secret-ballots': 'next-too-few-secret',
};

/** What the one who looks should do now, and the button for it. */
export function nextStepView({ next, state, round, order, person }: MeetingSeen, words: Words): NextStepShown | null {
  const { language } = words;
  const sitting = state.opened.sitting;
  const at = { language, sitting };
  const link = (text: string, href: string): Way => ({ text: words(text), href, isAct: false });
  const act = (text: string, href: string): Way => ({ text: words(text), href, isAct: true });
  const shown = (text: string, ways: readonly Way[]): NextStepShown => ({ heading: words('next'), text, ways });
  const receive = link('receive-stories', receiveStoriesPage.to(at));
  const another = roundsAreLeft(state) === undefined ? [act('another-round', openRoundPage.to(at))] : [];
  const { facilitator, members } = state.opened;
  // An evaluator looks on: what waits for members does not wait for them.
  if (!state.isClosed && person !== facilitator && !members.includes(person))
    return shown(words('next-looking-on'), []);
  switch (next.step) {
    case 'closed':
      return null;
    case 'wait':
      return shown(words('next-wait'), []);
    case 'receive-stories':
      return shown(words('next-receive-stories'), [receive]);
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
      return shown(words('next-answered'), [link('change-choice', castBallotPage.to({ language, round: next.round }))]);
    case 'open-round':
      return shown(words('next-open-round'), [act('open-round', openRoundPage.to(at)), receive]);
    case 'close-round': {
      const text = words('next-close-round', { answered: next.answered, entitled: next.entitled });
      return shown(text, [link('close-round', closeRoundPage.to({ language, round: next.round }))]);
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
