import type { Language } from '#web/language.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';

import { seeYourStory } from '../addresses.js';

/** What "Your story" says was just saved. What ends or pauses a story is said by how the story stands. */
export const doneToYourStory = [
  'narrowed',
  'left-out',
  'corrected',
  'contact',
  'contact-stopped',
  'wishes',
  'goes-on',
  'resumed',
] as const;
export type DoneToYourStory = (typeof doneToYourStory)[number];

export const tellDone = (language: Language, done: DoneToYourStory): PageAnswer =>
  seeOther(seeYourStory.to({ language }, { done }));
