import type { Language } from '../../language.js';

/** What the macro `storyCard` takes. The text is behind a next step, and what it holds is said before it. */
export interface StoryCardParams {
  readonly id: string;
  /** The title and the text as they were told; their language, which may not be the page's. */
  readonly title: string;
  readonly language: Language;
  readonly paragraphs: readonly string[];
  /** What opens the text, as a whole phrase that names the story: `Read “The garden”`. */
  readonly readText: string;
  /** A sentence that ends in a colon, and what the story tells of. */
  readonly contentNotes?: { readonly text: string; readonly items: readonly string[] } | undefined;
  /** One line of what is known of it: domain, place, date. */
  readonly facts?: string | undefined;
  readonly action?: { readonly text: string; readonly href: string } | undefined;
  /** 2 when it is left out. */
  readonly headingLevel?: 2 | 3 | 4;
}

/** The paragraphs of a story as typed: an empty line parts them; a single line end stays within one. */
export const paragraphsOf = (text: string): readonly string[] =>
  text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
