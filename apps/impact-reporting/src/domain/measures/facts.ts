/** What is counted of a story: facts, never its words. */
export interface StoryFact {
  readonly story: string;
  readonly period: string;
  /** Pseudonymous. */
  readonly teller: string;
  readonly collector: string | null;
  readonly domain: string | null;
  readonly route: string;
  readonly language: string;
  readonly toldOn: string;
  readonly reference: string;
  readonly isWithdrawn: boolean;
}

/** What is counted of a meeting that has closed; what was said in it stays sealed where it is. */
export interface MeetingFact {
  readonly id: string;
  readonly programme: string;
  readonly period: string;
  readonly panel: string;
  readonly level: number;
  readonly domain: string | null;
  readonly closedAt: string;
  /** Meetings whose panels met together in this one, about what each had chosen; none: one panel met. */
  readonly plenaryOf: readonly string[];
  readonly received: readonly { readonly story: string; readonly firstReadAt: string | null }[];
  readonly chosen: readonly string[];
  readonly rounds: readonly {
    readonly entitled: number;
    readonly answered: number;
    /** Null where no reason could be given with an answer. */
    readonly withReason: number | null;
  }[];
  /** Of members’ reasons and other views, in characters. */
  readonly reasonLengths: readonly number[];
  readonly hasDissent: boolean;
}

/** What one meeting said of one story, on its way to who told or brought it. */
export interface FeedbackFact {
  readonly story: string;
  readonly sitting: string;
  readonly to: string;
  readonly closedAt: string;
  /** When it was first sent; null: not yet, or never to be. */
  readonly sentAt: string | null;
}

/** Every fact that the measures of one programme are made of. */
export interface Facts {
  readonly stories: readonly StoryFact[];
  readonly meetings: readonly MeetingFact[];
  /** Undefined: nothing has been heard of feedback yet, which is not the same as none given. */
  readonly feedback: readonly FeedbackFact[] | undefined;
  /** Stories that were checked by somebody. */
  readonly verified: ReadonlySet<string>;
  readonly actions: readonly ActionFact[];
}

/** With each story to be found: there may be 60,000, and most measures ask for some. */
export interface FactsById extends Facts {
  readonly told: ReadonlyMap<string, StoryFact>;
}

export interface ActionFact {
  readonly period: string;
  /** Those it comes from. */
  readonly stories: readonly string[];
  readonly sittings: readonly string[];
  readonly state: 'open' | 'doing' | 'done' | 'dropped';
}
