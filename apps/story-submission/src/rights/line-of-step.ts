import { consentAudiences, type Consent } from '#contracts/shared/consent.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import type { ConsentStep } from './consent-step.js';

/** One step of a consent. `words` are those of one’s own data. */
export function lineOfStep({ at, what, by, consent, person }: ConsentStep, words: Words, timeZone?: string): string {
  const helped =
    person === undefined
      ? {}
      : { who: [words(`helper-${person.role}`), ...(person.name === null ? [] : [person.name])].join(', ') };
  const line = words(`step-${what}`, {
    ...helped,
    when: writeDateAndTime(words.language, new Date(at), timeZone),
    by: words(`by-${by}`),
  });
  return consent === null ? line : `${line} ${audiencesSaid(consent, words)}`;
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
