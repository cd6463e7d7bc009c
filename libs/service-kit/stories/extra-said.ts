import type { ExtraAnswerGiven } from '#contracts/shared/extra-questions.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { Language } from '#web/language.js';
import { writeDate, writeList, writeNumber } from '#web/written.js';

/** What was answered, as a page says it: paragraphs for words, one line for all else. */
export function linesOfExtra(answer: ExtraAnswerGiven, language: Language): readonly string[] {
  switch (answer.kind) {
    case 'text':
      return paragraphsOf(answer.text);
    case 'one':
    case 'several':
      return [
        writeList(
          language,
          answer.chosen.map(({ name }) => name[language]),
        ),
      ];
    case 'number':
      return [writeNumber(language, answer.number)];
    case 'date':
      return [writeDate(language, answer.date)];
  }
}

export interface ExtraShown {
  readonly asked: string;
  readonly lines: readonly string[];
  /** Whether the lines are the teller’s own words, in the language of the story. */
  readonly isOwnWords: boolean;
}

/** Each with the question as it was asked then. */
export const extraShown = ({ extra = [] }: Pick<StoryText, 'extra'>, language: Language): readonly ExtraShown[] =>
  extra.map((answer) => ({
    asked: answer.wording[language],
    lines: linesOfExtra(answer, language),
    isOwnWords: answer.kind === 'text',
  }));
