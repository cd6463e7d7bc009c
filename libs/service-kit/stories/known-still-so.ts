import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';
import type { ContractData } from '#contracts/shared/contract.js';
import type { Unlocked } from '#key-vault/key-vault.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { hearing } from '../messages/received.js';

type Answered = ContractData<typeof stillSoAnsweredV1>;

/** What the teller of a story answered later, in the order of the months; words sealed. */
interface KnownStillSo {
  /** The story. */
  readonly id: string;
  readonly answers: readonly Omit<Answered, 'story'>[];
}

export const knownStillSo = collection<KnownStillSo>()('known-still-so', {});

export const knownStillSoModel: ReadModel = {
  name: 'known-still-so',
  version: 1,
  collections: [knownStillSo],
  project: hearing(stillSoAnsweredV1, async ({ story, ...answered }, changes) => {
    const before = (await changes.get(knownStillSo, story))?.answers ?? [];
    const others = before.filter(({ months }) => months !== answered.months);
    changes.put(knownStillSo, { id: story, answers: [...others, answered].sort((a, b) => a.months - b.months) });
  }),
};

export interface AnsweredLater extends Pick<Answered, 'months' | 'answer' | 'at'> {
  /** Null: nothing was written. */
  readonly text: string | null;
}

/** By the same answer of the vault as the story itself: whoever may read the one may read the other. */
export const answeredLater = (known: KnownStillSo | undefined, unlocked: Unlocked): readonly AnsweredLater[] =>
  known === undefined || unlocked.kind === 'withheld'
    ? []
    : known.answers.map(({ months, answer, at, words }) => ({
        ...{ months, answer, at },
        text: words === null ? null : unlocked.open<{ readonly text: string }>(words).text,
      }));
