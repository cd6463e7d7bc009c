import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

export const recommendActionForm = (periods: readonly string[]) =>
  defineForm({
    recommendation: longText({
      required: 'recommendation-missing',
      limit: { characters: 5_000, words: 'recommendation-too-long' },
    }),
    period: choice({ options: periods, required: 'period-missing' }),
    stories: text({ limit: { characters: 2_000, words: 'stories-too-long' } }),
    sittings: text({ limit: { characters: 100, words: 'sittings-too-long' } }),
  });
