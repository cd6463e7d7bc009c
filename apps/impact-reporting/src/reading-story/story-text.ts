import type { StoryText } from '#contracts/shared/story-text.js';
import { consentShown, type ConsentBeside } from '#service-kit/stories/consent-beside.js';
import { langOf, type Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { placeOf, type CodedPart, type CodedPassage } from '../domain/coding/passage.js';
import { markedParagraphs, type Piece } from './marked-paragraphs.js';

const words = loadWords(import.meta.url, 'story-text');

/** What of a text passages can be of. */
export const partsOf = ({ title, narrative, whySignificant }: StoryText): Readonly<Record<CodedPart, string>> => ({
  title: title ?? '',
  narrative,
  whySignificant: whySignificant ?? '',
});

export const partName = (part: CodedPart, language: Language): string => words[language](`part-${part}`);

export interface ReadToCode {
  readonly language: string;
  readonly storyVersion: number;
  readonly text: StoryText | null;
  readonly consent: ConsentBeside | null;
  readonly coding: { readonly passages: readonly CodedPassage[] } | null;
}

export interface PassageShown {
  readonly number: number;
  readonly passage: CodedPassage;
  readonly place: string;
  /** Null: it is of an earlier version, whose words are not looked for in this one. */
  readonly words: string | null;
}

/** Those of this version first, as they stand in the text; then those of earlier ones. */
export function passagesShown({ text, storyVersion, coding }: ReadToCode): readonly PassageShown[] {
  const parts = text === null ? undefined : partsOf(text);
  const all = parts === undefined ? [] : (coding?.passages ?? []);
  const isNow = (passage: CodedPassage): boolean => passage.storyVersion === storyVersion;
  return [...all.filter(isNow), ...all.filter((passage) => !isNow(passage))].map((passage, at) => ({
    ...{ number: at + 1, passage, place: placeOf(passage) },
    words: isNow(passage) ? (parts?.[passage.part].slice(passage.from, passage.to) ?? null) : null,
  }));
}

/** For `story-text.njk`. */
export function storyTextView(seen: ReadToCode, language: Language) {
  const { text } = seen;
  const say = words[language];
  const lang = langOf(seen.language);
  const passages = passagesShown(seen).filter((passage) => passage.words !== null);
  const marked = (part: CodedPart): readonly (readonly Piece[])[] =>
    markedParagraphs(
      text === null ? '' : partsOf(text)[part],
      passages
        .filter(({ passage }) => passage.part === part)
        .map(({ number, passage: { from, to } }) => ({ number, from, to })),
    );
  return {
    language: lang,
    title: marked('title').flat(),
    notesHeading: say('notes'),
    notes: writeList(lang === '' ? language : lang, text?.contentNotes ?? []),
    read: say('read'),
    paragraphs: marked('narrative'),
    whyHeading: partName('whySignificant', language),
    why: marked('whySignificant'),
    consent: consentShown(seen.consent, language),
  };
}
