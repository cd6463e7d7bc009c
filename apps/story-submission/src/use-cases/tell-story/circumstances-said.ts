import { textIn } from '#web/forms/typed-text.js';
import type { Words } from '#web/words/words.js';

import { mayTellAtTheirAge } from '../../domain/over-time/circumstances.js';
import type { AskedOf } from '../../telling/asked.js';
import { circumstancesOf } from '../../telling/circumstances-told.js';

/** What was answered about age and about how consent came about, before it is sent. */
export function ageLines({ answers, design }: AskedOf, words: Words): readonly string[] {
  const told = circumstancesOf(answers, design);
  if (told.isOldEnough === null) return [];
  const { isOldEnough, adult } = told;
  const older = words('age-older', { age: design.consentOverTime?.youngestAge ?? 0 });
  return [
    `${older} ${words(isOldEnough ? 'age-yes' : 'age-no')}`,
    ...(isOldEnough || mayTellAtTheirAge(design.consentOverTime, told) !== undefined || adult === null
      ? []
      : [words(`adult-${adult}`)]),
  ];
}

export function placeLines({ answers, design }: AskedOf, words: Words): readonly string[] {
  const { place } = circumstancesOf(answers, design);
  return place === null ? [] : [words('place'), words(`place-${place}`)];
}

export function circumstancesLines({ answers, design }: AskedOf, words: Words): readonly string[] {
  const { helper, lostCode, afterDeath } = circumstancesOf(answers, design);
  const typed = answers.circumstances?.typed;
  const said = (key: string, value: string | null): readonly string[] =>
    value === null ? [] : [words(key), words(`${key}-${value}`)];
  return [
    ...said('helper', helper),
    ...said('lost-code', lostCode),
    ...said('after-death', afterDeath),
    ...[textIn(typed, 'trustedName')].filter((name) => name !== ''),
  ];
}
