import type { DomainEvent } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** Parts of a story’s text that people read as text. */
export const codedParts = ['title', 'narrative', 'whySignificant'] as const;
export type CodedPart = (typeof codedParts)[number];

/** Where words stand, never the words: in one part of one version, as JavaScript counts (UTF-16 code units), `to` not included. */
export interface Passage {
  readonly part: CodedPart;
  readonly storyVersion: number;
  readonly from: number;
  readonly to: number;
}

export interface CodedPassage extends Passage {
  readonly themes: readonly string[];
}

/** In place of what the same passage was coded with before; no theme: they were taken off. */
export type PassageCoded = DomainEvent<
  'PassageCoded',
  CodedPassage & { readonly story: string; readonly programme: string; readonly period: string }
>;

export const placeOf = ({ part, storyVersion, from, to }: Passage): string =>
  [String(storyVersion), part, String(from), String(to)].join('.');

/** In the order in which they are read; those of an earlier version first. */
export function withPassage(passages: readonly CodedPassage[], coded: CodedPassage): readonly CodedPassage[] {
  const others = passages.filter((each) => placeOf(each) !== placeOf(coded));
  const orderOf = ({ storyVersion, part, from, to }: Passage): readonly number[] => [
    ...[storyVersion, codedParts.indexOf(part), from, to],
  ];
  return (coded.themes.length === 0 ? others : [...others, coded]).sort((one, other) => {
    const [a, b] = [orderOf(one), orderOf(other)];
    return a.map((each, at) => each - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

/** It must lie in its part, hold something that can be read, and cut no sign in two. */
export function passageIsThere({ from, to }: Passage, text: string): Refusal | undefined {
  const words = text.slice(from, to);
  const isCut = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(words);
  return from >= to || to > text.length || words.trim() === '' || isCut
    ? refuse('passage-outside', 'from', { length: text.length })
    : undefined;
}
