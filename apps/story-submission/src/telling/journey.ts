import { consentAudiences } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { listOf, textOf } from '#web/forms/typed-text.js';

import type { DraftQuestion } from '../domain/draft/events.js';
import { kindsTaken } from '../domain/media/media.js';
import { asksForAge } from '../domain/over-time/circumstances.js';
import { agreedIn, type AskedOf } from './asked.js';
import { extraNamed, extraNames } from './extra-question.js';
import { askedQuestion } from './questions.js';

/** The questions one after another; what else can be said is offered where answers are checked. A programme without domains asks for none. */
export const journeyOf = (design: ProgrammeDesign): readonly DraftQuestion[] => [
  ...(asksForAge(design.consentOverTime) ? (['age'] as const) : []),
  ...(['story', 'why', 'title'] as const),
  ...(design.domains.length > 0 ? (['kind'] as const) : []),
  ...extraNames(design),
  ...(['readers', 'name'] as const),
];

/** Media come before anybody is asked who may read it: what they are asked about is whole then. */
export const hasMediaStep = ({ media }: ProgrammeDesign): boolean =>
  media !== undefined && kindsTaken(media).length > 0;

/** Undefined at the end: then the answers are checked. */
export function nextAfter(question: DraftQuestion, design: ProgrammeDesign): DraftQuestion | undefined {
  const journey = journeyOf(design);
  const place = journey.indexOf(question);
  return place < 0 ? undefined : journey[place + 1];
}

export function before(question: DraftQuestion, design: ProgrammeDesign): DraftQuestion | undefined {
  const journey = journeyOf(design);
  return journey[journey.indexOf(question) - 1];
}

/** Where someone who comes back goes on. */
export const firstUnanswered = (of: AskedOf): DraftQuestion | undefined =>
  journeyOf(of.design).find((question) => of.answers[question] === undefined || !isAnsweredWell(question, of));

/** What a story cannot be sent without: that there is one, who may read it, and nothing that would be refused. */
export const firstUnfinished = (of: AskedOf): DraftQuestion | undefined =>
  journeyOf(of.design).find((question) =>
    of.answers[question] === undefined ? isNeeded(question, of.design) : !isAnsweredWell(question, of),
  );

const isNeeded = (question: DraftQuestion, design: ProgrammeDesign): boolean =>
  question === 'age' ||
  question === 'story' ||
  question === 'readers' ||
  extraNamed(design, question)?.isRequired === true;

function isAnsweredWell(question: DraftQuestion, of: AskedOf): boolean {
  const answer = of.answers[question];
  if (answer === undefined) return false;
  // Asked again where the wording of consent changed after it was answered.
  if (question === 'readers' && answer.wordingVersion !== of.design.consentWording.version) return false;
  // What is asked was changed after it was answered.
  const extra = extraNamed(of.design, question);
  if (extra !== undefined && answer.questionVersion !== extra.version) return false;
  // Nobody was agreed to, so there is nobody to be named to: the question before says so.
  if (question === 'name' && agreedIn(of.answers, consentAudiences).length === 0) return true;
  return askedQuestion(question, of).problemsIn(answer.typed) === undefined;
}

/** Nothing typed and nothing chosen. */
export const isBlank = (typed: FormState['typed']): boolean =>
  Object.values(typed).every((value) => textOf(value).trim() === '' && listOf(value).length === 0);
