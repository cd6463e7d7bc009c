import type { StoryText } from '#contracts/shared/story-text.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { Words } from '#web/words/words.js';

/** A text of a story, to be read beside another of it. `words` has `why`. */
export const textShown = (text: StoryText, words: Words) => ({
  title: text.title ?? '',
  paragraphs: paragraphsOf(text.narrative),
  whyHeading: words('why'),
  why: paragraphsOf(text.whySignificant ?? ''),
  rest: [
    text.place,
    text.recommendation,
    ...(text.extra ?? []).map((each) => (each.kind === 'text' ? each.text : null)),
  ]
    .filter((line) => line !== null)
    .filter((line) => line.trim() !== ''),
});
