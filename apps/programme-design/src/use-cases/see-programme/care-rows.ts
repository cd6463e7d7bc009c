import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

/** Of a programme that says nothing of it: nothing waits, nothing is suggested, nothing goes. */
export function careRows({ care }: ProgrammeDesign, words: Words) {
  const days = care?.waitingDays ?? 0;
  const listed = care === undefined ? 0 : care.words.en.length + care.words.cy.length;
  const months = care?.keepMonths ?? null;
  const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
  return [
    row('care-waiting', days === 0 ? words('care-waiting-none') : words('care-waiting-days', { n: days })),
    row('care-words', listed === 0 ? words('care-words-none') : words('care-words-number', { n: listed })),
    row('care-kept', months === null ? words('care-kept-until-asked') : words('care-kept-months', { n: months })),
  ];
}
