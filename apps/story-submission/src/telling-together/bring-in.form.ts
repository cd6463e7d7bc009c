import { domainsAsked } from '#contracts/shared/domains-asked.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { choice } from '#web/forms/choice-fields.js';
import { longText, text } from '#web/forms/text-fields.js';

import { longestNarrative } from '../domain/story/story.js';
import { storyLanguages } from '../telling/questions.js';

const longestLine = 500;

export const openPeriods = ({ periods }: ProgrammeDesign) => periods.filter(({ status }) => status === 'open');

/** Those that a period which is open asks about. */
export const domainsOffered = (design: ProgrammeDesign) =>
  design.domains.filter((domain) => openPeriods(design).some(({ id }) => domainsAsked(design, id).includes(domain)));

/** What both ways of bringing a story in ask for. */
export const fieldsOfStory = (design: ProgrammeDesign) => ({
  period: choice({ options: openPeriods(design).map(({ id }) => id), required: 'period-missing' }),
  domain: choice({ options: domainsOffered(design).map(({ id }) => id) }),
  language: choice({ options: storyLanguages, required: 'language-missing' }),
  title: text({ limit: { characters: longestLine, words: 'line-too-long' } }),
  narrative: longText({ required: 'narrative-missing', limit: { characters: longestNarrative, words: 'too-long' } }),
  whySignificant: longText({ limit: { characters: longestNarrative, words: 'too-long' } }),
});

export const line = () => text({ limit: { characters: longestLine, words: 'line-too-long' } });

interface StoryTyped {
  readonly title: string | undefined;
  readonly narrative: string;
  readonly whySignificant: string | undefined;
}

export const textTyped = ({ title, narrative, whySignificant }: StoryTyped): StoryText => ({
  title: title ?? null,
  narrative,
  whySignificant: whySignificant ?? null,
  place: null,
  tellerRole: null,
  collectorRole: null,
  changeHappenedOn: null,
  contentNotes: [],
  peopleAffected: null,
  recommendation: null,
  notes: null,
});
