import type { Language } from '#web/language.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeMeeting, seeMeetings } from '../addresses.js';

/** What the list of meetings says was just saved. */
const doneToMeetings = ['own-needs', 'own-reading'] as const;
/** What a meeting says was just saved. What moves it on is said by how it stands. */
const doneToMeeting = ['hours', 'lesson-lines', 'who-came'] as const;

export const tellDoneToMeetings = (language: Language, done: (typeof doneToMeetings)[number]): PageAnswer =>
  seeOther(seeMeetings.to({ language }, { done }));

export const tellDoneToMeeting = (
  language: Language,
  sitting: string,
  done: (typeof doneToMeeting)[number],
): PageAnswer => seeOther(seeMeeting.to({ language, sitting }, { done }));

/** Of what an address says was done; nothing of what it makes up. */
const told =
  (known: readonly string[]) =>
  (done: unknown, words: Words): object | undefined =>
    typeof done === 'string' && known.includes(done)
      ? macroParams({ titleText: words('done-title'), text: words(`done-${done}`), type: 'success' })
      : undefined;

export const doneOnMeetings = told(doneToMeetings);
export const doneOnMeeting = told(doneToMeeting);
