import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Language } from '#web/language.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import type { StoryLook } from '../read-models/story-looks/story-looks.js';
import type { StoryReading } from '../read-models/story-readings/story-readings.js';
import type { CouldRead } from './who-reads.js';
import { wordsOver } from './words-over.js';

/** Of who reads a story, wherever it is shown. */
export const readersWords = loadWords(import.meta.url, 'who-reads');

const toTheTeller = loadWords(import.meta.url, 'who-reads-yours');

/** Of the story of whoever looks. One of several is spoken to as anybody is: what was agreed and checked was not theirs alone. */
export const readersWordsFor = (you: object | undefined, language: Language): Words =>
  you === undefined ? wordsOver(toTheTeller[language], readersWords[language]) : readersWords[language];

export const panelIn = (design: ProgrammeDesign | undefined, panel: string, { language }: Words): string =>
  design?.panels.find(({ id }) => id === panel)?.name[language] ?? panel;

/** Who could read it, as a sentence. `words`: `readersWords`. */
export function lineOfCould(
  { audience, isNamed, panel }: Pick<CouldRead, 'audience' | 'isNamed' | 'panel'>,
  design: ProgrammeDesign | undefined,
  words: Words,
): string {
  const said = panel === null ? words(`audience-${audience}`) : panelIn(design, panel, words);
  return words(isNamed ? 'with-name' : 'without-name', { audience: said });
}

/** When, who and what for; `nameOf` for staff: a teller is told of panels and never of people. */
export function rowsOfReadings(
  did: readonly (Pick<StoryReading, 'at' | 'panel' | 'what'> & { readonly person?: string | null })[],
  looked: readonly (Pick<StoryLook, 'at' | 'why'> & { readonly person?: string })[],
  design: ProgrammeDesign | undefined,
  words: Words,
  nameOf?: (person: string) => string,
): readonly (readonly [when: string, who: string, what: string])[] {
  const ofPanels = did.map(({ at, panel: id, person = null, what }) => {
    const panel = panelIn(design, id, words);
    const isNamed = nameOf !== undefined && person !== null;
    return { at, who: isNamed ? words('did-person', { person: nameOf(person), panel }) : panel, what: `did-${what}` };
  });
  const ofOthers = looked.map(({ at, person, why }) => ({
    at,
    who: nameOf === undefined || person === undefined ? words('did-somebody') : nameOf(person),
    what: `looked-${why ?? 'unsaid'}`,
  }));
  return [...ofPanels, ...ofOthers]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, who, what }) => [writeDate(words.language, at, design?.timezone), who, words(what)]);
}
