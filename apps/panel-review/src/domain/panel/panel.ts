import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

export interface PanelMembers {
  readonly programme: string;
  readonly panel: string;
  readonly organisation: string;
  readonly level: number;
  readonly members: readonly string[];
  readonly facilitator: string;
}

/** Why its members are others now, sealed as a remark is: it may speak of one of them. */
export interface WhyConvened {
  readonly reason: string;
  readonly text: Sealed;
}

export type PanelConvened = DomainEvent<'PanelConvened', PanelMembers & { readonly why?: WhyConvened }>;

/** What a member says of how they read: in which languages, and how much at a time. Nothing said of minutes: any. */
export interface OwnReading {
  readonly person: string;
  readonly organisation: string;
  readonly languages: readonly string[];
  readonly minutes: number | null;
}

export type OwnReadingSaid = DomainEvent<'OwnReadingSaid', OwnReading>;

/** What a member needs to take part, and where else they belong: sealed as a remark of theirs is. Null: nothing. */
export interface OwnNeeds {
  readonly person: string;
  readonly organisation: string;
  readonly said: { readonly reason: string; readonly text: Sealed } | null;
}

/** What is sealed of it. */
export interface NeedsText {
  readonly needs: string;
  /** The team they belong to, or the service they work in or manage. */
  readonly belongsTo: string;
}

export type OwnNeedsSaid = DomainEvent<'OwnNeedsSaid', OwnNeeds>;

export const panelEventTypes = {
  PanelConvened: { version: 1 },
  OwnReadingSaid: { version: 1 },
  OwnNeedsSaid: { version: 1 },
} as const;
export const isPanelConvened = (event: DomainEvent): event is PanelConvened => event.type === 'PanelConvened';

export const panelId = (programme: string, panel: string): string => `${programme}.${panel}`;
export const panelStream = (programme: string, panel: string): string => `panel/${panelId(programme, panel)}`;

export const panelDecider: Decider<PanelMembers | undefined, PanelConvened> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

/** Convened again: the new members from now on; sittings that are open keep theirs. */
export function convenePanel(
  _state: PanelMembers | undefined,
  data: PanelMembers,
  why?: WhyConvened,
): Decision<PanelConvened> {
  if (data.members.length === 0) return refuse('panel-without-members', 'members');
  if (new Set(data.members).size !== data.members.length) return refuse('member-twice', 'members');
  return [{ type: 'PanelConvened', schemaVersion: 1, data: { ...data, ...(why === undefined ? {} : { why }) } }];
}

export const isOwnReadingSaid = (event: DomainEvent): event is OwnReadingSaid => event.type === 'OwnReadingSaid';

export const readingStream = (person: string): string => `reading/${person}`;

export const readingDecider: Decider<OwnReading | undefined, OwnReadingSaid> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

export const sayOwnReading = (state: OwnReading | undefined, data: OwnReading): Decision<OwnReadingSaid> =>
  state?.minutes === data.minutes && state.languages.join() === data.languages.join()
    ? []
    : [{ type: 'OwnReadingSaid', schemaVersion: 1, data }];

export const isOwnNeedsSaid = (event: DomainEvent): event is OwnNeedsSaid => event.type === 'OwnNeedsSaid';

export const needsStream = (person: string): string => `needs/${person}`;

export const needsDecider: Decider<OwnNeeds | undefined, OwnNeedsSaid> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};
