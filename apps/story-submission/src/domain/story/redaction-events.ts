import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** A trained person would leave out passages that name others. Until its teller agreed no panel receives the story. */
export type RedactionProposed = DomainEvent<
  'RedactionProposed',
  {
    readonly redaction: string;
    readonly programme: string;
    /** Of the text that names them. */
    readonly storyVersion: number;
    readonly words: number;
    /** As it would be read; its version is the next one. */
    readonly text: Sealed;
    /** As it was told, under a key of its own: class `original`. */
    readonly original: Sealed;
  }
>;
/** The teller has other words for it: now somebody has to say whether they do. */
export type OtherWordsProposed = DomainEvent<
  'OtherWordsProposed',
  { readonly redaction: string; readonly words: number; readonly text: Sealed }
>;
/** The teller agreed, or a trained person agreed to the teller’s other words: a new version. */
export type RedactionAgreed = DomainEvent<
  'RedactionAgreed',
  {
    readonly redaction: string;
    readonly by: 'teller' | 'moderator';
    readonly storyVersion: number;
    readonly words: number;
    readonly text: Sealed;
    readonly original: Sealed;
  }
>;
/** Nothing is to be left out after all. */
export type RedactionTakenBack = DomainEvent<'RedactionTakenBack', { readonly redaction: string }>;

export type RedactionEvent = RedactionProposed | OtherWordsProposed | RedactionAgreed | RedactionTakenBack;

export const redactionEventTypes = {
  RedactionProposed: { version: 1 },
  OtherWordsProposed: { version: 1 },
  RedactionAgreed: { version: 1 },
  RedactionTakenBack: { version: 1 },
} as const satisfies Record<RedactionEvent['type'], { version: number }>;

export const isRedactionEvent = (event: DomainEvent): event is RedactionEvent => event.type in redactionEventTypes;

/** What was proposed and not settled. */
export interface OpenRedaction {
  readonly redaction: string;
  readonly storyVersion: number;
  readonly words: number;
  readonly text: Sealed;
  readonly original: Sealed;
  readonly liesWith: 'teller' | 'moderator';
}

/** `null`: nothing is proposed. */
export function redactionAfter(before: OpenRedaction | null, event: RedactionEvent): OpenRedaction | null {
  switch (event.type) {
    case 'RedactionProposed':
      return { ...event.data, liesWith: 'teller' };
    case 'OtherWordsProposed':
      return before === null
        ? null
        : { ...before, words: event.data.words, text: event.data.text, liesWith: 'moderator' };
    case 'RedactionAgreed':
    case 'RedactionTakenBack':
      return null;
  }
}
