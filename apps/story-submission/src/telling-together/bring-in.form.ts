import { domainsAsked } from '#contracts/shared/domains-asked.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { choice } from '#web/forms/choice-fields.js';
import { longText, text } from '#web/forms/text-fields.js';

import { longestNarrative } from '../domain/story/story.js';
import { storyLanguages } from '../telling/questions.js';

const longestLine = 500;

export const line = () => text({ limit: { characters: longestLine, words: 'line-too-long' } });

export const openPeriods = ({ periods }: ProgrammeDesign) => periods.filter(({ status }) => status === 'open');

/** Those that a period which is open asks about. */
export const domainsOffered = (design: ProgrammeDesign) =>
  design.domains.filter((domain) => openPeriods(design).some(({ id }) => domainsAsked(design, id).includes(domain)));

/** What every way of bringing a story in asks for. */
export const fieldsOfStory = (design: ProgrammeDesign) => ({
  period: choice({ options: openPeriods(design).map(({ id }) => id), required: 'period-missing' }),
  domain: choice({ options: domainsOffered(design).map(({ id }) => id) }),
  language: choice({ options: storyLanguages, required: 'language-missing' }),
  title: line(),
  narrative: longText({ required: 'narrative-missing', limit: { characters: longestNarrative, words: 'too-long' } }),
  whySignificant: longText({ limit: { characters: longestNarrative, words: 'too-long' } }),
  changeHappenedOn: line(),
  place: line(),
});

interface StoryTyped {
  readonly title: string | undefined;
  readonly narrative: string;
  readonly whySignificant: string | undefined;
  readonly changeHappenedOn: string | undefined;
  readonly place: string | undefined;
}

export const textTyped = ({ title, narrative, whySignificant, changeHappenedOn, place }: StoryTyped): StoryText => ({
  title: title ?? null,
  narrative,
  whySignificant: whySignificant ?? null,
  place: place ?? null,
  tellerRole: null,
  collectorRole: null,
  changeHappenedOn: changeHappenedOn ?? null,
  contentNotes: [],
  peopleAffected: null,
  recommendation: null,
  notes: null,
});
