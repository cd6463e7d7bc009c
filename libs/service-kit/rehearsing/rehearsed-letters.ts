import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

/** A letter that would have gone out, had it not been a rehearsal. */
export type LetterRehearsed = DomainEvent<
  'LetterRehearsed',
  {
    readonly letter: string;
    readonly programme: string;
    readonly kind: string;
    readonly language: 'en' | 'cy';
    /** To whom, and the whole of it, under a key of the letter alone. */
    readonly words: Sealed;
    readonly at: string;
  }
>;

export const rehearsedEventTypes = { LetterRehearsed: { version: 1 } } as const;

const isLetterRehearsed = (event: DomainEvent): event is LetterRehearsed => event.type === 'LetterRehearsed';

/** Its stream, and the owner of its key. */
export const rehearsedLetterStream = (letter: string): string => `rehearsed-letter/${letter}`;

/** What is sealed of it. */
export interface LetterMade {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface RehearsedLetterDocument extends Omit<LetterRehearsed['data'], 'letter'> {
  readonly id: string;
  readonly organisation: string;
}

export const rehearsedLetters = collection<RehearsedLetterDocument>()('rehearsed-letters', {
  byProgramme: ['organisation', 'programme', 'at'],
});

export const rehearsedLettersModel: ReadModel = {
  name: 'rehearsed-letters',
  version: 1,
  collections: [rehearsedLetters],
  async project({ event, metadata: { organisation } }, changes) {
    if (!isLetterRehearsed(event)) return;
    const { letter: id, ...made } = event.data;
    changes.put(rehearsedLetters, { id, organisation, ...made });
  },
};
