import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** What a story, whole, and each reason about it were coded with; it replaces what was coded before. */
export interface Codes {
  /** Ids of themes of the programme's framework. */
  readonly themes: readonly string[];
  readonly reasons: readonly { readonly reason: string; readonly themes: readonly string[] }[];
}

export type StoryCoded = DomainEvent<
  'StoryCoded',
  Codes & { readonly story: string; readonly programme: string; readonly period: string }
>;

export const codingEventTypes = { StoryCoded: { version: 1 } } as const;
export const isStoryCoded = (event: DomainEvent): event is StoryCoded => event.type === 'StoryCoded';
export const codingStream = (story: string): string => `coding/${story}`;

export type CodingState = StoryCoded['data'] | undefined;

export const codingDecider: Decider<CodingState, StoryCoded> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

/** What it can be coded with and about. */
export interface Codable {
  /** Themes in use. */
  readonly themes: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
}

/** A theme that has gone out of use stays where it was put; it is put nowhere new. */
export function codeStory(
  state: CodingState,
  of: { readonly story: string; readonly programme: string; readonly period: string },
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
    themes: [...new Set(themes)].sort(),
    reasons: reasons
      .filter(({ themes: its }) => its.length > 0)
      .map(({ reason, themes: its }) => ({ reason, themes: [...new Set(its)].sort() }))
      .sort((one, other) => (one.reason < other.reason ? -1 : 1)),
  };
  const now: Codes = { themes: state?.themes ?? [], reasons: state?.reasons ?? [] };
  if (state !== undefined && JSON.stringify(codes) === JSON.stringify(now)) return [];
  return [{ type: 'StoryCoded', schemaVersion: 1, data: { ...of, ...codes } }];
}
