import { seeFramework } from '#contracts/programme-design/addresses.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { codeStoryPage } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { partName, storyTextView } from '../../reading-story/story-text.js';
import { themeBoxes } from '../../theme-boxes.js';
import type { StoryThemes } from '../code-story/see-story-themes.query.js';
import { codePassageForm, valueOf } from './code-passage.form.js';
import type { WordsFound } from './find-words.js';

/** `found`: where the words that were typed stand; none before anything was typed. */
export function codePassageView(
  seen: StoryThemes,
  state: FormState | undefined,
  found: readonly WordsFound[],
  words: Words,
) {
  const { language } = words;
  const form = codePassageForm(seen, found);
  const { errors, fields } = showForm(form, state ?? form.empty, words, impactReportingErrors);
  const text = storyTextView(seen, language);
  const ofStory = text.language === '' ? {} : { attributes: { lang: text.language } };
  return {
    title: words('title'),
    backLink: codeStoryPage.to({ language, programme: seen.programme.id, story: seen.story }),
    errors,
    programme: seen.programme.name[language],
    heading: words('heading', { reference: seen.reference }),
    text,
    noThemes:
      seen.framework.themes.length === 0
        ? {
            text: words('no-themes'),
            link: words('choose-themes'),
            href: seeFramework.to({ language, programme: seen.programme.id }),
          }
        : null,
    words: macroParams({
      ...fields.words,
      label: { text: words('words'), size: 'm' },
      hint: { text: words('words-hint') },
      rows: 4,
    }),
    which:
      found.length < 2
        ? null
        : macroParams({
            ...fields.which,
            fieldset: { legend: { text: words('which'), size: 'm' } },
            items: found.map((each) => ({
              value: valueOf(each),
              text: `${each.before}[${each.words}]${each.after}`,
              label: ofStory,
              hint: { text: partName(each.part, language) },
            })),
          }),
    themes: macroParams({
      ...fields.themes,
      fieldset: { legend: { text: words('themes'), size: 'm' } },
      items: themeBoxes(seen.framework.themes, fields.themes.values, language),
    }),
    send: words('send'),
  };
}
