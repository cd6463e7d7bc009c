import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** The entity tag of version 3 of a stream is `"3"`. */
export const versionTag = (version: number): string => `"${String(version)}"`;

/**
 * The version a client saw, from `If-Match`. Undefined without the header, and for `*`, which states none. A weak tag
 * or a list is refused: a change is made to one version.
 */
export function versionOfIfMatch(header: string | undefined): number | undefined | Refusal {
  if (header === undefined || header.trim() === '*') return undefined;
  const digits = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  return digits === undefined ? refuse('if-match-malformed', 'If-Match') : Number(digits);
}
