import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import type { RoundState } from '../domain/round/round.js';
import type { ReceivedStory } from '../domain/sitting/events.js';
import type { NextStep } from '../domain/sitting/next-step.js';
import type { SittingState } from '../domain/sitting/state.js';
import type { AnswerHeard } from '../reading-meetings/answers-heard.js';
import type { ReasonRead, StoryForPanel } from '../reading-meetings/opened-texts.js';

/** A meeting as one person sees it: what its views are made of. */
export interface MeetingSeen {
  /** Who looks. */
  readonly person: string;
  readonly state: SittingState;
  readonly openedAt: string;
  /** The day that it is where the programme runs. */
  readonly today: CalendarDay;
  readonly round: RoundState | undefined;
  readonly people: (person: string) => string;
  readonly design: ProgrammeDesign | undefined;
  readonly names: {
    readonly programme: string;
    readonly panel: string;
    readonly period: string;
    readonly domain: string | null;
  };
  readonly next: NextStep;
  /** As this person reads them. */
  readonly order: readonly ReceivedStory[];
  readonly texts: ReadonlyMap<string, StoryForPanel>;
  /** Stories that left and can be brought in again. */
  readonly mayComeBack: ReadonlySet<string>;
  readonly reasons: readonly ReasonRead[];
  /** To what the closed meeting said. */
  readonly answers: readonly AnswerHeard[];
}
