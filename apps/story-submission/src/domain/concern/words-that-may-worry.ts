import type { CareDesign } from '#contracts/shared/programme.js';

/** What of the programme's list stands in these texts, as it stands in the list: it only ever suggests. */
export function wordsThatMayWorry(
  { en, cy }: CareDesign['words'],
  texts: readonly (string | null | undefined)[],
): readonly string[] {
  const told = texts.map((text) => `${spaced(text ?? '')} `);
  // Whatever language a story is said to be in: people mix both.
  return [...new Set([...en, ...cy])].filter((entry) => {
    const sought = spaced(entry);
    const whole = entry.trimEnd().endsWith('*') ? sought : `${sought} `;
    return sought !== '' && told.some((text) => text.includes(whole));
  });
}

/** Each run of letters and figures after a space, without case and accents: what stands between them counts for nothing. */
const spaced = (text: string): string =>
  (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .map((run) => ` ${run}`)
    .join('');
