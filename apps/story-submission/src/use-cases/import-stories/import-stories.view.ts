import type { KnownProgramme } from '#service-kit/known/known-programmes.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { seeImport } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { ImportDocument } from '../../read-models/imports/imports.js';

/** The file itself is no text of the form; its field is there for its errors. */
export const uploadForm = (programmes: readonly string[]) =>
  defineForm({ programme: choice({ options: programmes, required: 'programme-missing' }), file: text() });

interface Shown {
  readonly backLink: string;
  readonly known: readonly KnownProgramme[];
  readonly earlier: readonly ImportDocument[];
  readonly state: FormState;
}

export function importStoriesView({ backLink, known, earlier, state }: Shown, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(uploadForm(known.map(({ id }) => id)), state, words, storySubmissionErrors);
  const [only, ...others] = known;
  const chosen = others.length === 0 ? only?.id : fields.programme.value;
  return {
    title: words('heading'),
    backLink,
    errors,
    heading: words('heading'),
    intro: words('intro'),
    isPossible: known.length > 0,
    noProgramme: words('no-programme'),
    programme: macroParams({
      ...fields.programme,
      fieldset: { legend: { text: words('programme'), classes: 'nhsuk-fieldset__legend--m' } },
      items: known.map(({ id, design }) => ({ value: id, text: design.name[language], checked: id === chosen })),
    }),
    file: {
      label: words('file'),
      hint: words('file-hint'),
      error: fields.file.errorMessage?.text ?? '',
      errorPrefix: fields.file.errorMessage?.visuallyHiddenText ?? '',
    },
    check: words('check'),
    earlierHeading: words('earlier'),
    earlierNone: words('earlier-none'),
    earlier: earlier.length === 0 ? null : earlierTable(known, earlier, words),
  };
}

function earlierTable(known: Shown['known'], earlier: Shown['earlier'], words: Words) {
  const { language } = words;
  const designOf = (programme: string) => known.find(({ id }) => id === programme)?.design;
  return macroParams({
    caption: words('earlier'),
    captionClasses: 'nhsuk-u-visually-hidden',
    firstCellIsHeader: true,
    responsive: true,
    head: ['when', 'what', 'programme', 'outcome'].map((key) => ({ text: words(key) })),
    rows: earlier.map(({ id, programme, startedAt, isDryRun, state, counts }) => {
      const design = designOf(programme);
      return [
        {
          text: writeDateAndTime(language, new Date(startedAt), design?.timezone),
          href: seeImport.to({ language, import: id }),
        },
        { text: words(isDryRun ? 'what-check' : 'what-import') },
        { text: design?.name[language] ?? programme },
        { text: words(`outcome-${state}`, { rows: counts?.rows ?? 0, rejected: counts?.rejected ?? 0 }) },
      ];
    }),
  });
}
