import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

import type { RoundBegun } from '../../domain/round/round.js';
import type { BallotGiven } from './cast-ballot.command.js';

export const abstaining = 'abstain';

const reason = () => longText({ limit: { characters: 10_000, words: 'reason-too-long' } });

/** One of the stories, or none of them, and why. */
export const choiceForm = (stories: readonly string[]) =>
  defineForm({
    choice: choice({ options: [...stories, abstaining], required: 'choice-missing' }),
    reason: reason(),
  });

/** Which inputs a story has in a score form. */
export const scoreOf = (at: number): string => `score-${String(at + 1)}`;
export const reasonOf = (at: number): string => `reason-${String(at + 1)}`;

/** A score and, where one is wanted, a reason for each story. Nothing typed is no score; it is not nought. */
export const scoreForm = (stories: readonly string[], { scale }: RoundBegun['data']['rules']) =>
  defineForm(
    Object.fromEntries(
      stories.flatMap((_, at) => [
        [scoreOf(at), wholeNumber({ wrong: 'score-wrong', least: scale.min, most: scale.max })],
        [reasonOf(at), reason()],
      ]),
    ),
  );

export const ballotOfChoice = ({
  choice: chosen,
  reason: why,
}: {
  choice: string;
  reason: string | undefined;
}): BallotGiven =>
  chosen === abstaining
    ? { abstain: true, reasons: {} }
    : { choice: chosen, reasons: why === undefined ? {} : { [chosen]: why } };

export function ballotOfScores(stories: readonly string[], values: Readonly<Record<string, unknown>>): BallotGiven {
  const scores: Record<string, number> = {};
  const reasons: Record<string, string> = {};
  for (const [at, story] of stories.entries()) {
    const score = values[scoreOf(at)];
    const why = values[reasonOf(at)];
    if (typeof score === 'number') scores[story] = score;
    if (typeof score === 'number' && typeof why === 'string') reasons[story] = why;
  }
  return Object.keys(scores).length === 0 ? { abstain: true, reasons: {} } : { scores, reasons };
}
