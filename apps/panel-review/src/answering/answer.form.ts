import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import type { Field } from '#web/forms/field.js';
import { defineForm, type Fields, type Form } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

import { reachField } from '../choosing-reach/reach-question.js';
import type { RoundBegun } from '../domain/round/round.js';
import { reachOf, type Reach } from '../domain/sitting/reach.js';
import { stances } from '../domain/tally/tally-document.js';
import type { BallotGiven } from './answering.js';

export const abstaining = 'abstain';

type Values = Readonly<Record<string, unknown>>;

/** What a round asks of one member, and the ballot that an answer is. */
interface AnswerForm {
  readonly form: Form<Fields>;
  readonly ballotOf: (values: Values) => BallotGiven | Refusal;
}

/** A story's own inputs, in the order of the page. */
export const scoreOf = (at: number): string => `score-${String(at + 1)}`;
export const reasonOf = (at: number): string => `reason-${String(at + 1)}`;
export const placeOf = (at: number): string => `place-${String(at + 1)}`;
export const places = (stories: readonly unknown[]): readonly string[] => stories.map((_, at) => String(at + 1));

const reason = () => longText({ limit: { characters: 10_000, words: 'reason-too-long' } });
const why = ({ reason: text }: Values): { readonly reason?: string } =>
  typeof text === 'string' ? { reason: text } : {};
/** Whoever would rather not choose may say why. */
const abstains = (values: Values): BallotGiven => ({ abstain: true, reasons: {}, ...why(values) });
const asFarAs = ({ reach }: Values): Reach => reachOf(Array.isArray(reach) ? reach.map(String) : []);

/** One of the stories, or none of them. */
export const choiceForm = (stories: readonly string[]) =>
  defineForm({
    choice: choice({ options: [...stories, abstaining], required: 'choice-missing' }),
    reason: reason(),
    reach: reachField(),
  });

/** A score and, where one is wanted, a reason for each story. Nothing typed is no score; it is not nought. */
export const scoreForm = (stories: readonly string[], { scale }: RoundBegun['data']['rules']) =>
  defineForm({
    ...Object.fromEntries(
      stories.flatMap((_, at): readonly (readonly [string, Field<unknown, object>])[] => [
        [scoreOf(at), wholeNumber({ wrong: 'score-wrong', least: scale.min, most: scale.max })],
        [reasonOf(at), reason()],
      ]),
    ),
    reach: reachField(),
  });

export const approvalForm = (stories: readonly string[]) =>
  defineForm({
    approve: choices({ options: [...stories, abstaining], required: 'approve-missing' }),
    reason: reason(),
    reach: reachField(),
  });

/** A place for each story; a story without one stays unplaced. */
export const rankForm = (stories: readonly string[]) =>
  defineForm({
    ...Object.fromEntries(stories.map((_, at) => [placeOf(at), choice({ options: places(stories) })] as const)),
    reason: reason(),
    reach: reachField(),
  });

export const stanceForm = () =>
  defineForm({
    stance: choice({ options: [...stances, abstaining], required: 'stance-missing' }),
    reason: reason(),
    reach: reachField(),
  });

export function answerForm(begun: RoundBegun['data'], stories: readonly string[]): AnswerForm {
  const { form, ballotOf } = formOfKind(begun, stories);
  const withReach = (values: Values): BallotGiven | Refusal => {
    const ballot = ballotOf(values);
    return isRefusal(ballot) ? ballot : { ...ballot, reach: asFarAs(values) };
  };
  return { form, ballotOf: withReach };
}

function formOfKind({ kind, rules }: RoundBegun['data'], stories: readonly string[]): AnswerForm {
  switch (kind) {
    case 'choice':
      return { form: choiceForm(stories), ballotOf: ballotOfChoice };
    case 'score':
      return { form: scoreForm(stories, rules), ballotOf: (values) => ballotOfScores(stories, values) };
    case 'approval':
      return { form: approvalForm(stories), ballotOf: ballotOfApprovals };
    case 'rank':
      return { form: rankForm(stories), ballotOf: (values) => ballotOfPlaces(stories, values) };
    case 'stance':
      return { form: stanceForm(), ballotOf: ballotOfStance };
  }
}

function ballotOfChoice(values: Values): BallotGiven {
  const { choice: chosen, reason: text } = values;
  if (typeof chosen !== 'string' || chosen === abstaining) return abstains(values);
  return { choice: chosen, reasons: typeof text === 'string' ? { [chosen]: text } : {} };
}

function ballotOfScores(stories: readonly string[], values: Values): BallotGiven {
  const scores: Record<string, number> = {};
  const reasons: Record<string, string> = {};
  for (const [at, story] of stories.entries()) {
    const score = values[scoreOf(at)];
    const text = values[reasonOf(at)];
    if (typeof score === 'number') scores[story] = score;
    if (typeof text === 'string') reasons[story] = text;
  }
  return Object.keys(scores).length === 0 ? { abstain: true, reasons } : { scores, reasons };
}

function ballotOfApprovals(values: Values): BallotGiven | Refusal {
  const approve = Array.isArray(values['approve']) ? values['approve'].map(String) : [];
  if (!approve.includes(abstaining)) return { approve, reasons: {}, ...why(values) };
  return approve.length === 1 ? abstains(values) : refuse('ballot-needs-one-answer', 'approve');
}

function ballotOfPlaces(stories: readonly string[], values: Values): BallotGiven | Refusal {
  const placed = stories
    .map((story, at) => ({ story, field: placeOf(at), place: Number(values[placeOf(at)] ?? 0) }))
    .filter(({ place }) => place > 0)
    .sort((a, b) => a.place - b.place);
  const twice = placed.find(({ place }, at) => placed[at - 1]?.place === place);
  if (twice !== undefined) return refuse('place-given-twice', twice.field, { place: twice.place });
  if (placed.length === 0) return abstains(values);
  return { ranking: placed.map(({ story }) => story), reasons: {}, ...why(values) };
}

function ballotOfStance(values: Values): BallotGiven {
  const stance = stances.find((each) => each === values['stance']);
  return stance === undefined ? abstains(values) : { stance, reasons: {}, ...why(values) };
}
