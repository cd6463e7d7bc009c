import { usualConsentOverTime } from '#contracts/shared/consent-over-time.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

/** Youngest age, and when consent is asked for again. */
export function consentOverTimeRows({ consentOverTime = usualConsentOverTime }: ProgrammeDesign, words: Words) {
  const { youngestAge, below, putOffMonths, renewMonths, beforePublic } = consentOverTime;
  const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
  return [
    row(
      'youngest-age',
      youngestAge === null ? words('youngest-age-none') : words(`youngest-age-${below}`, { age: youngestAge }),
    ),
    row(
      'asked-again',
      [
        words('put-off-months', { n: putOffMonths }),
        ...(beforePublic ? [words('before-public')] : []),
        ...(renewMonths === null ? [] : [words('renew-months', { n: renewMonths })]),
      ].join(' '),
    ),
  ];
}
