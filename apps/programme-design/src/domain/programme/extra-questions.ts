import type { Decision } from '#contracts/shared/decider.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { isSame } from '#contracts/shared/is-same.js';
import { refuse } from '#contracts/shared/refusal.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import { firstRefusal, sameToAReader, type Rule } from './rules.js';
import type { ProgrammeState } from './state.js';

type Names = ExtraQuestionDesign['wording'];

/** Without what the programme gives it: an id, a version and ids of its options. */
export type ExtraQuestionGiven = Omit<ExtraQuestionDesign, 'id' | 'version' | 'options'> & {
  readonly options: readonly Names[];
};

/** More than this and a story takes too many pages to tell. */
const mostAsked = 10;
const mostOptions = 50;

/** A new question, or the next version of one. What is as it was is not written down as a change. */
export function setExtraQuestion(
  state: ProgrammeState,
  organisation: string,
  /** Undefined: a new one. */
  which: string | undefined,
  given: ExtraQuestionGiven,
  why: string | null,
): Decision<ProgrammeEvent> {
  return within(state, organisation, ({ extraQuestions = [] }) => {
    const before = extraQuestions.find(({ id }) => id === which);
    if (before === undefined && which !== undefined) return refuse('extra-question-not-found', 'extra');
    const others = extraQuestions.filter(({ id, isRetired }) => id !== which && !isRetired);
    const refusal = firstRefusal(
      given.isRetired || others.length < mostAsked
        ? undefined
        : refuse('extra-questions-full', 'wording', { most: mostAsked }),
      given.isRetired ? undefined : wordingIsNew(others, given.wording),
      optionsHold(given),
      boundsRise(given),
    );
    if (refusal !== undefined) return refusal;
    const options = given.options.map((name, at) => ({ id: `o${String(at + 1)}`, name }));
    // Ids are never used again: nothing is ever taken out of the list.
    const id = before?.id ?? `q${String(extraQuestions.length + 1)}`;
    const question = { ...given, id, version: before?.version ?? 1, options };
    if (before !== undefined && isSame(before, question)) return [];
    const isReworded = before !== undefined && !isSame({ ...before, isRetired: given.isRetired }, question);
    const version = question.version + (isReworded ? 1 : 0);
    return [{ type: 'ExtraQuestionSet', schemaVersion: 1, data: { question: { ...question, version }, why } }];
  });
}

/** Two of one wording could not be told apart, nor could columns of an import that are named by it. */
function wordingIsNew(others: readonly ExtraQuestionDesign[], wording: Names): Rule {
  const taken = (['en', 'cy'] as const).find((language) =>
    others.some((other) => sameToAReader(other.wording[language], wording[language])),
  );
  return taken === undefined ? undefined : refuse('extra-wording-used-twice', `wording.${taken}`);
}

function optionsHold({ kind, options }: ExtraQuestionGiven): Rule {
  if (kind !== 'one' && kind !== 'several') {
    return options.length === 0 ? undefined : refuse('extra-options-not-asked-for', 'options.en');
  }
  if (options.length < 2) return refuse('extra-options-too-few', 'options.en');
  if (options.length > mostOptions) return refuse('extra-options-too-many', 'options.en', { most: mostOptions });
  for (const language of ['en', 'cy'] as const) {
    const twice = options.find(({ [language]: name }, at) =>
      options.slice(0, at).some((other) => sameToAReader(other[language], name)),
    );
    if (twice !== undefined) {
      return refuse('extra-option-named-twice', `options.${language}`, { name: twice[language] });
    }
  }
  return undefined;
}

function boundsRise({ kind, least, most }: ExtraQuestionGiven): Rule {
  if (kind !== 'number' && (least !== null || most !== null)) return refuse('extra-bounds-do-not-rise', 'least');
  return least !== null && most !== null && least > most ? refuse('extra-bounds-do-not-rise', 'most') : undefined;
}
