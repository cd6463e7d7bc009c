import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import {
  passageIsThere,
  placeOf,
  withPassage,
  type CodedPart,
  type CodedPassage,
  type PassageCoded,
} from './passage.js';

/** What a story, whole, and each reason about it were coded with; it replaces what was coded before. */
export interface Codes {
  /** Ids of themes of the programme's framework. */
  readonly themes: readonly string[];
  readonly reasons: readonly { readonly reason: string; readonly themes: readonly string[] }[];
}

interface StoryCodedOf {
  readonly story: string;
  readonly programme: string;
  readonly period: string;
}

export type StoryCoded = DomainEvent<'StoryCoded', Codes & StoryCodedOf>;
export type CodingEvent = StoryCoded | PassageCoded;

export const codingEventTypes = {
  StoryCoded: { version: 1 },
  PassageCoded: { version: 1 },
} as const satisfies Record<CodingEvent['type'], { version: number }>;
export const isCodingEvent = (event: DomainEvent): event is CodingEvent => event.type in codingEventTypes;
export const codingStream = (story: string): string => `coding/${story}`;

export interface Coding extends Codes {
  readonly passages: readonly CodedPassage[];
}
export type CodingState = Coding | undefined;

const nothing: Coding = { themes: [], reasons: [], passages: [] };

export const codingDecider: Decider<CodingState, CodingEvent> = {
  initialState: undefined,
  evolve: (state = nothing, event) => {
    switch (event.type) {
      case 'StoryCoded': {
        const { themes, reasons } = event.data;
        return { ...state, themes, reasons };
      }
      case 'PassageCoded': {
        const { part, storyVersion, from, to, themes } = event.data;
        return { ...state, passages: withPassage(state.passages, { part, storyVersion, from, to, themes }) };
      }
      default:
        return never(event);
    }
  },
};

/** What it can be coded with and about. */
export interface Codable {
  /** Themes in use. */
  readonly themes: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
}

const inOrder = (themes: readonly string[]): readonly string[] => [...new Set(themes)].sort();

/** A theme that has gone out of use stays where it was put; it is put nowhere new. */
export function codeStory(
  state: CodingState,
  of: StoryCodedOf,
  codable: Codable,
  { themes, reasons }: Codes,
): Decision<StoryCoded> {
  const before = (reason: string | null): readonly string[] =>
    reason === null ? (state?.themes ?? []) : (state?.reasons.find((each) => each.reason === reason)?.themes ?? []);
  const isKnown = (theme: string, reason: string | null): boolean =>
    codable.themes.has(theme) || before(reason).includes(theme);
  if (!themes.every((theme) => isKnown(theme, null))) return refuse('theme-unknown', 'themes');
  if (!reasons.every(({ reason }) => codable.reasons.has(reason))) return refuse('reason-unknown', 'reasons');
  if (!reasons.every(({ reason, themes: its }) => its.every((theme) => isKnown(theme, reason)))) {
    return refuse('theme-unknown', 'reasons');
  }
  const codes: Codes = {
    themes: inOrder(themes),
    reasons: reasons
      .filter(({ themes: its }) => its.length > 0)
      .map(({ reason, themes: its }) => ({ reason, themes: inOrder(its) }))
      .sort((one, other) => (one.reason < other.reason ? -1 : 1)),
  };
  const now: Codes = { themes: state?.themes ?? [], reasons: state?.reasons ?? [] };
  if (state !== undefined && JSON.stringify(codes) === JSON.stringify(now)) return [];
  return [{ type: 'StoryCoded', schemaVersion: 1, data: { ...of, ...codes } }];
}

/** What a passage can be of, and be coded with. */
export interface CodableText {
  readonly themes: ReadonlySet<string>;
  readonly storyVersion: number;
  readonly parts: Readonly<Record<CodedPart, string>>;
}

/** Themes are put on words as they stand now, and can be taken off where they stood before. */
export function codePassage(
  state: CodingState,
  of: StoryCodedOf,
  codable: CodableText,
  { themes, ...passage }: CodedPassage,
): Decision<PassageCoded> {
  const before = state?.passages.find((each) => placeOf(each) === placeOf(passage))?.themes ?? [];
  const isPutOn = themes.some((theme) => !before.includes(theme));
  if (isPutOn && passage.storyVersion !== codable.storyVersion) {
    return refuse('passage-of-another-version', 'storyVersion', { version: codable.storyVersion });
  }
  const outside = isPutOn ? passageIsThere(passage, codable.parts[passage.part]) : undefined;
  if (outside !== undefined) return outside;
  if (!themes.every((theme) => codable.themes.has(theme) || before.includes(theme))) {
    return refuse('theme-unknown', 'themes');
  }
  const now = inOrder(themes);
  if (JSON.stringify(now) === JSON.stringify(before)) return [];
  const { part, storyVersion, from, to } = passage;
  return [{ type: 'PassageCoded', schemaVersion: 1, data: { ...of, part, storyVersion, from, to, themes: now } }];
}
