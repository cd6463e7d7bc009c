import { isCalendarDay } from '#contracts/shared/calendar-day.js';
import type { ExtraAnswerGiven, ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';

/** As it came, from a form, the API or a cell. An option by its id or its name, a date as `2026-01-31`. */
export type ExtraSaid = string | readonly string[];

/** Characters of an answer in words. */
export const longestExtra = 10_000;

/** Those asked now, in their order. */
export const extraAsked = ({
  extraQuestions = [],
}: {
  readonly extraQuestions?: readonly ExtraQuestionDesign[];
}): readonly ExtraQuestionDesign[] => extraQuestions.filter(({ isRetired }) => !isRetired);

const folded = (text: string): string =>
  text.normalize('NFC').trim().replace(/\s+/g, ' ').replace(/[’‘]/g, "'").toLowerCase();

/** With the question as it is asked now. Undefined where nothing was answered. */
export function extraAnswer(question: ExtraQuestionDesign, said: ExtraSaid): ExtraAnswerGiven | Refusal | undefined {
  const { id, version, wording, kind } = question;
  const field = `extra.${id}`;
  const parts = (typeof said === 'string' ? [said] : said).filter((part) => part.trim() !== '');
  const [first] = parts;
  if (first === undefined) return question.isRequired ? refuse('extra-answer-missing', field) : undefined;
  const asAsked = { question: id, version, wording };
  const wrong = refuse('extra-answer-does-not-fit', field);
  if (kind !== 'several' && parts.length > 1) return wrong;
  switch (kind) {
    case 'text':
      return [...first].length > longestExtra
        ? refuse('extra-answer-too-long', field, { most: longestExtra })
        : { ...asAsked, kind, text: first };
    case 'one':
    case 'several': {
      const chosen = question.options.filter(({ id: option, name }) =>
        parts.some((part) => part.trim() === option || [name.en, name.cy].map(folded).includes(folded(part))),
      );
      return chosen.length === new Set(parts.map(folded)).size ? { ...asAsked, kind, chosen } : wrong;
    }
    case 'number': {
      const written = first.trim().replace(/(?<=\d),(?=\d{3})/g, '');
      const number = /^-?\d{1,12}$/.test(written) ? Number(written) : Number.NaN;
      const fits = number >= (question.least ?? -1e12) && number <= (question.most ?? 1e12);
      return fits ? { ...asAsked, kind, number } : wrong;
    }
    case 'date':
      return isCalendarDay(first.trim()) ? { ...asAsked, kind, date: first.trim() } : wrong;
  }
}

/** All that were answered, in the order they are asked; or the first thing that stands against them. */
export function extraAnswers(
  programme: Pick<ProgrammeDesign, 'extraQuestions'>,
  said: Readonly<Record<string, ExtraSaid>>,
): readonly ExtraAnswerGiven[] | Refusal {
  const asked = extraAsked(programme);
  const unknown = Object.keys(said).find((id) => !asked.some((question) => question.id === id));
  if (unknown !== undefined) return refuse('extra-answer-to-nothing', 'extra');
  const answers: ExtraAnswerGiven[] = [];
  for (const question of asked) {
    const answer = extraAnswer(question, said[question.id] ?? '');
    if (isRefusal(answer)) return answer;
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}
