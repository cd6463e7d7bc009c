import type { ChoicesParams } from '#web/forms/choice-fields.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import type { Words } from '#web/words/words.js';

import { reachQuestion, usualReachTyped } from '../choosing-reach/reach-question.js';
import { panelReviewErrors } from '../errors.js';
import { needsReason } from '../domain/round/answer.js';
import type { RoundBegun } from '../domain/round/round.js';
import { stances } from '../domain/tally/tally-document.js';
import { storyOption, titleWithin, type TitledStory } from '../reading-meetings/titled-stories.js';
import {
  abstaining,
  approvalForm,
  choiceForm,
  placeOf,
  places,
  rankForm,
  reasonOf,
  scoreForm,
  scoreOf,
  stanceForm,
} from './answer.form.js';

export const answerTemplate = pageTemplate(import.meta.url, 'answer.njk');

export interface Frame {
  readonly backLink: string;
  readonly heading: string;
  readonly round: string;
  /** Said to someone whose answer is there already. */
  readonly answered: string;
  /** A sentence for each story this member cannot choose. */
  readonly notOffered: readonly string[];
}

/** What a view of one kind is made of. */
interface Asked {
  readonly begun: RoundBegun['data'];
  /** Those this member may choose. */
  readonly stories: readonly TitledStory[];
  /** Of the proposal; empty: that no story be chosen. */
  readonly proposed: readonly TitledStory[];
  /** Not of whoever writes down another’s answer: how far a reason goes is its author’s to say. */
  readonly asksReach: boolean;
  /** Undefined: nothing was sent yet. */
  readonly given: FormState | undefined;
}

const nothing = {
  ...{ choice: null, approve: null, scores: null, places: null, stance: null, proposal: null, reason: null },
  reach: null,
  ...{ send: '', notNow: '', sealed: '', errors: [] },
};

export const notNowView = (frame: Frame, notNow: string, words: Words) => ({
  ...nothing,
  ...frame,
  title: frame.heading,
  notNow,
  back: words('back'),
});

export const answerView = (frame: Frame, asked: Asked, words: Words) => ({
  ...nothing,
  ...frame,
  title: frame.heading,
  ...questions(asked, words),
  sealed: words(asked.begun.secret ? 'sealed-secret' : 'sealed'),
  send: words('send'),
  back: words('back'),
});

function questions(asked: Asked, words: Words) {
  switch (asked.begun.kind) {
    case 'choice':
      return choiceQuestions(asked, words);
    case 'score':
      return scoreQuestions(asked, words);
    case 'approval':
      return approvalQuestions(asked, words);
    case 'rank':
      return rankQuestions(asked, words);
    case 'stance':
      return stanceQuestions(asked, words);
  }
}

const ids = (stories: readonly TitledStory[]): readonly string[] => stories.map(({ story }) => story);

const abstention = (words: Words) => ({
  value: abstaining,
  text: words('abstain'),
  hint: { text: words('abstain-hint') },
});

/** None in a secret round: in a few words somebody could be known. */
const reasonAsked = ({ begun }: Asked, field: object, label: string, words: Words) =>
  begun.secret
    ? null
    : macroParams({
        ...field,
        label: { text: words(needsReason(begun.kind, begun.rules) ? 'why-needed' : label), size: 'm' },
        hint: { text: words('why-hint') },
        rows: 5,
      });

const reachAsked = ({ begun, asksReach }: Asked, field: ChoicesParams, words: Words) =>
  asksReach && !begun.secret ? reachQuestion(field, words.language) : null;

function choiceQuestions(asked: Asked, words: Words) {
  const { stories, given } = asked;
  const form = choiceForm(ids(stories));
  const { errors, fields } = showForm(form, given ?? form.filled(usualReachTyped), words, panelReviewErrors);
  return {
    errors,
    choice: macroParams({
      ...fields.choice,
      fieldset: { legend: { text: words('which'), size: 'm' } },
      hint: { text: words('which-hint') },
      items: [...stories.map(storyOption), { divider: words('or') }, abstention(words)],
    }),
    reason: reasonAsked(asked, fields.reason, 'why', words),
    reach: reachAsked(asked, fields.reach, words),
  };
}

function approvalQuestions(asked: Asked, words: Words) {
  const { stories, given } = asked;
  const form = approvalForm(ids(stories));
  const { errors, fields } = showForm(form, given ?? form.filled(usualReachTyped), words, panelReviewErrors);
  return {
    errors,
    approve: macroParams({
      ...fields.approve,
      fieldset: { legend: { text: words('which-all'), size: 'm' } },
      hint: { text: words('which-hint') },
      items: [
        ...stories.map(storyOption),
        { divider: words('or') },
        { ...abstention(words), exclusive: true, exclusiveGroup: 'approve' },
      ],
    }),
    reason: reasonAsked(asked, fields.reason, 'why', words),
    reach: reachAsked(asked, fields.reach, words),
  };
}

function rankQuestions(asked: Asked, words: Words) {
  const { stories, given } = asked;
  const form = rankForm(ids(stories));
  const { errors, fields } = showForm(form, given ?? form.filled(usualReachTyped), words, panelReviewErrors);
  const all: Readonly<Record<string, object>> = fields;
  return {
    errors,
    places: {
      explanation: words('places-explanation'),
      stories: stories.map(({ title, reference, language }, at) => {
        return macroParams({
          ...all[placeOf(at)],
          id: placeOf(at),
          label: {
            text: title,
            size: 's',
            ...(language === undefined ? {} : { attributes: { lang: language } }),
          },
          hint: { text: reference },
          items: [
            { value: '', text: words('no-place') },
            ...places(stories).map((place) => ({ value: place, text: words('place', { place }) })),
          ],
        });
      }),
    },
    reason: reasonAsked(asked, fields.reason, 'why', words),
    reach: reachAsked(asked, fields.reach, words),
  };
}

function stanceQuestions(asked: Asked, words: Words) {
  const { proposed, given } = asked;
  const form = stanceForm();
  const { errors, fields } = showForm(form, given ?? form.filled(usualReachTyped), words, panelReviewErrors);
  return {
    errors,
    proposal: {
      text: words(proposed.length === 0 ? 'proposed-none' : 'proposed'),
      stories: proposed.map(({ title, language }) => ({ title, language: language ?? words.language })),
    },
    stance: macroParams({
      ...fields.stance,
      fieldset: { legend: { text: words('stance'), size: 'm' } },
      items: [
        ...stances.map((value) => ({ value, text: words(value), hint: { text: words(`${value}-hint`) } })),
        { divider: words('or') },
        abstention(words),
      ],
    }),
    reason: reasonAsked(asked, fields.reason, 'why-stance', words),
    reach: reachAsked(asked, fields.reach, words),
  };
}

function scoreQuestions(asked: Asked, words: Words) {
  const { begun, stories, given } = asked;
  const { min, max } = begun.rules.scale;
  const form = scoreForm(ids(stories), begun.rules);
  const { errors, fields } = showForm(form, given ?? form.filled(usualReachTyped), words, panelReviewErrors);
  const all: Readonly<Record<string, object>> = fields;
  return {
    errors,
    scores: {
      explanation: words('scores-explanation', { min, max }),
      stories: stories.map((story, at) => ({
        title: story.title,
        language: story.language ?? words.language,
        reference: story.reference,
        score: macroParams({
          ...all[scoreOf(at)],
          label: { text: words('score', { title: titleWithin(story, words) }) },
          hint: { text: words('score-hint', { min, max }) },
          inputmode: 'numeric',
          width: 3,
        }),
        reason: begun.secret
          ? null
          : macroParams({
              ...all[reasonOf(at)],
              label: { text: words('why-score', { title: titleWithin(story, words) }) },
              rows: 3,
            }),
      })),
    },
    reach: reachAsked(asked, fields.reach, words),
  };
}
