import { consentAudiences, type Consent } from '#contracts/shared/consent.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import type { ConsentStep } from './consent-step.js';

/** A step as the teller is told of it. */
export const stepWords = loadWords(import.meta.url, 'line-of-step');

/** One step of a consent. `words`: `stepWords`, or others with the same keys. */
export function lineOfStep(
  { at, what, by, consent, person, because }: ConsentStep,
  words: Words,
  timeZone?: string,
): string {
  const helped =
    person === undefined
      ? {}
      : { who: [words(`helper-${person.role}`), ...(person.name === null ? [] : [person.name])].join(', ') };
  const line = words(`step-${what}`, {
    ...helped,
    when: writeDateAndTime(words.language, new Date(at), timeZone),
    by: words(`by-${by}`),
  });
  return [
    line,
    ...(because === undefined ? [] : [words(`because-${because}`)]),
    ...(consent === null ? [] : [audiencesSaid(consent, words)]),
  ].join(' ');
}

function audiencesSaid({ audiences, exclusions, wordingVersion }: Consent, words: Words): string {
  const said = consentAudiences.flatMap((audience) => {
    const answer = audiences[audience];
    return answer === undefined
      ? []
      : [words(answer.named ? 'reads-with-name' : 'reads-without-name', { audience: words(`audience-${audience}`) })];
  });
  return [
    said.length === 0 ? words('reads-nobody') : words('reads', { audiences: said.join('; ') }),
    ...(exclusions.length === 0 ? [] : [words('someone-left-out')]),
    words('wording', { version: wordingVersion }),
  ].join(' ');
}
