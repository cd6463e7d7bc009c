import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { panelReviewErrors } from '../../errors.js';
import type { RoundState } from '../../domain/round/round.js';
import { storyOption, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { abstaining, choiceForm, reasonOf, scoreForm, scoreOf } from './cast-ballot.form.js';

interface Frame {
  readonly backLink: string;
  readonly heading: string;
  readonly round: string;
  /** Said to someone whose answer is there already. */
  readonly answered: string;
  /** A sentence for each story this member cannot choose. */
  readonly notOffered: readonly string[];
}

const nothing = { choice: null, reason: null, scores: null, send: '', notNow: '', sealed: '', errors: [] };

export const notNowView = (frame: Frame, notNow: string, words: Words) => ({
  ...nothing,
  ...frame,
  title: frame.heading,
  notNow,
  back: words('back'),
});

export function choiceView(
  frame: Frame,
  stories: readonly TitledStory[],
  _round: RoundState,
  given: FormState | undefined,
  words: Words,
) {
  const form = choiceForm(stories.map(({ story }) => story));
  const { errors, fields } = showForm(form, given ?? form.empty, words, panelReviewErrors);
  return {
    ...nothing,
    ...frame,
    title: frame.heading,
    errors,
    choice: macroParams({
      ...fields.choice,
      fieldset: { legend: { text: words('which'), size: 'm' } },
      hint: { text: words('which-hint') },
      items: [
        ...stories.map(storyOption),
        { divider: words('or') },
        { value: abstaining, text: words('abstain'), hint: { text: words('abstain-hint') } },
      ],
    }),
    reason: macroParams({
      ...fields.reason,
      label: { text: words('why'), size: 'm' },
      hint: { text: words('why-hint') },
      rows: 5,
    }),
    sealed: words('sealed'),
    send: words('send'),
    back: words('back'),
  };
}

export function scoreView(
  frame: Frame,
  stories: readonly TitledStory[],
  { begun }: RoundState,
  given: FormState | undefined,
  words: Words,
) {
  const { min, max } = begun.rules.scale;
  const form = scoreForm(
    stories.map(({ story }) => story),
    begun.rules,
  );
  const { errors, fields } = showForm(form, given ?? form.empty, words, panelReviewErrors);
  return {
    ...nothing,
    ...frame,
    title: frame.heading,
    errors,
    scores: {
      explanation: words('scores-explanation', { min, max }),
      stories: stories.map((story, at) => ({
        title: story.title,
        language: story.language ?? words.language,
        reference: story.reference,
        score: macroParams({
          ...fields[scoreOf(at)],
          label: { text: words('score', { title: story.title }) },
          hint: { text: words('score-hint', { min, max }) },
          inputmode: 'numeric',
          width: 3,
        }),
        reason: macroParams({
          ...fields[reasonOf(at)],
          label: { text: words('why-score', { title: story.title }) },
          rows: 3,
        }),
      })),
    },
    sealed: words('sealed'),
    send: words('send'),
    back: words('back'),
  };
}
