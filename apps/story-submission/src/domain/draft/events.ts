import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** In the order they are asked; `age` where the programme asks for it, `circumstances` and `language` only of whoever wants to. */
export const draftQuestions = [
  ...(['age', 'story', 'why', 'title', 'kind', 'readers', 'name', 'circumstances'] as const),
  'language',
] as const;
export type FixedQuestion = (typeof draftQuestions)[number];

/** A further question of the programme, by its id. */
export type ExtraName = `q${number}`;
export type DraftQuestion = FixedQuestion | ExtraName;

export const isExtraName = (name: string): name is ExtraName => /^q[1-9]\d{0,3}$/.test(name);

export const isDraftQuestion = (name: string): name is DraftQuestion =>
  draftQuestions.some((question) => question === name) || isExtraName(name);

export type DraftBegun = DomainEvent<
  'DraftBegun',
  {
    readonly draft: string;
    readonly programme: string;
    readonly period: string;
    readonly language: 'en' | 'cy';
    /** ISO 8601: when it goes unless something is kept before. */
    readonly expiresAt: string;
  }
>;
export type AnswerKept = DomainEvent<
  'AnswerKept',
  { readonly question: DraftQuestion; readonly answer: Sealed; readonly expiresAt: string }
>;
/** Something was kept beside its answers (a picture, words for it): it goes later. */
export type DraftKeptLonger = DomainEvent<'DraftKeptLonger', { readonly expiresAt: string }>;
/** Its keys are destroyed: what was typed cannot be read by anybody any more. */
export type DraftEnded = DomainEvent<'DraftEnded', { readonly because: 'told' | 'discarded' | 'expired' }>;

export type DraftEvent = DraftBegun | AnswerKept | DraftKeptLonger | DraftEnded;

export const draftEventTypes = {
  DraftBegun: { version: 1 },
  AnswerKept: { version: 1 },
  DraftKeptLonger: { version: 1 },
  DraftEnded: { version: 1 },
} as const satisfies Record<DraftEvent['type'], { version: number }>;

export const isDraftEvent = (event: DomainEvent): event is DraftEvent => event.type in draftEventTypes;

export const draftStream = (draft: string): string => `draft/${draft}`;
