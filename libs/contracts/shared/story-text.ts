import type { ExtraAnswerGiven } from './extra-questions.js';
import type { Sealed } from './sealed.js';

/** What is sealed as class `text` of a story, one box a version. */
export interface StoryText {
  readonly title: string | null;
  readonly narrative: string;
  readonly whySignificant: string | null;
  readonly place: string | null;
  readonly tellerRole: string | null;
  readonly collectorRole: string | null;
  /** `2025-10` or a date; when the change happened. */
  readonly changeHappenedOn: string | null;
  readonly contentNotes: readonly string[];
  readonly peopleAffected: number | null;
  readonly recommendation: string | null;
  readonly notes: string | null;
  /** To what the programme asked beside the story. */
  readonly extra?: readonly ExtraAnswerGiven[];
}

/** What a person puts into another language; sealed as class `text` beside the story. */
export type TranslatedText = Pick<StoryText, 'title' | 'narrative' | 'whySignificant'>;

/** What is sealed as class `name`. */
export interface StoryNames {
  readonly teller: string | null;
  readonly collector: string | null;
  /** Of those who told it together: each name under a key of its own, so that one can be erased without the others. */
  readonly together?: readonly { readonly owner: string; readonly name: Sealed }[];
}

/** What is sealed under a reason's own key as class `reason`. */
export interface ReasonText {
  readonly text: string;
}
