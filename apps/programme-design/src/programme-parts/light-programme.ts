import { timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { usualCare } from '../domain/programme/care.js';
import { guided } from '../domain/programme/guides.js';
import { usualMedia } from '../domain/programme/media.js';
import { loadWords } from '#web/words/words.js';

const words = loadWords(import.meta.url, 'light-programme');

type Both = ProgrammeDesign['name'];

/** What is asked of someone who sets up a programme in an afternoon. */
export interface LightAnswers {
  readonly id: string;
  readonly organisation: string;
  readonly name: Both;
  readonly purpose: Both;
  readonly runBy: Both;
  readonly languages: readonly ('en' | 'cy')[];
  readonly isPilot: boolean;
  readonly asksForLessons: boolean;
  /** The usual few words to those who take part, to begin with. */
  readonly hasGuides: boolean;
}

/** Collect, choose, feed back: one question, one panel with one vote, and the rules where nothing else is said. */
export function lightProgramme({ asksForLessons, hasGuides, languages, ...answers }: LightAnswers): ProgrammeDesign {
  const lessons = {
    id: 'lessons',
    kind: 'negative' as const,
    name: both('lessons'),
    description: both('lessons-description'),
  };
  return {
    ...answers,
    languages: [...languages],
    timezone: timeZoneOfWales,
    prompt: { lookBack: 'P3M', question: both('question') },
    ...(asksForLessons ? { promptForTheWorse: both('question-for-the-worse') } : {}),
    domains: [
      { id: 'any-change', kind: 'open', name: both('any-change'), description: both('any-change-description') },
      ...(asksForLessons ? [lessons] : []),
    ],
    periods: [],
    levels: [{ level: 1, name: both('level') }],
    panels: [{ id: 'panel', level: 1, name: both('panel'), area: [], defaultMethod: 'majority', passesUpTo: [] }],
    rules: {
      quorum: 'more_than_half',
      scale: { min: 1, max: 10 },
      maxRounds: 3,
      minimumBallots: 5,
      tellersHidden: true,
      skippingAllowed: true,
    },
    consentWording: {
      version: 1,
      audiences: {
        panel: both('audience-panel'),
        organisation: both('audience-organisation'),
        partner: both('audience-partner'),
        public: both('audience-public'),
      },
      named: both('named'),
    },
    confidentiality: both('confidentiality'),
    care: usualCare,
    media: usualMedia,
    ...(hasGuides ? { guides: usualGuides } : {}),
  };
}

const both = (key: string): Both => ({ en: words.en(key), cy: words.cy(key) });

const usualGuides = Object.fromEntries(guided.map((whom) => [whom, both(`guide-${whom}`)]));
