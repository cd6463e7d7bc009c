import type { ErrorCatalogue } from '../../errors/error-catalogue.js';
import type { FormState } from '../../forms/form.js';
import { showForm } from '../../forms/show-form.js';
import { macroParams } from '../../rendering/strict-view.js';
import type { Words } from '../../words/words.js';
import { chooseAStoryForm } from './choose-a-story.form.js';

export function chooseAStoryView(state: FormState, words: Words, catalogue: ErrorCatalogue) {
  const { errors, fields } = showForm(chooseAStoryForm, state, words, catalogue);
  return {
    title: words('heading'),
    errors,
    heading: words('heading'),
    story: macroParams({
      ...fields.story,
      fieldset: { legend: { text: words('story') } },
      items: ['A', 'B'].map((value) => ({ value, text: words('story-named', { name: value }) })),
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') } }),
    send: words('send'),
  };
}
