import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeImport } from '../../addresses.js';
import { isField, type Field } from '../../domain/import/columns.js';
import { storySubmissionErrors } from '../../errors.js';
import type { ColumnsOfCheck } from './columns-of-check.js';
import { columnsForm, isNeeded } from './match-columns.form.js';

export function matchColumnsView(check: string, of: ColumnsOfCheck, state: FormState, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(columnsForm(of), state, words, storySubmissionErrors);
  const select = (field: Field) =>
    macroParams({
      ...fields[field],
      id: field,
      label: { text: words(`field-${field}`) },
      items: [
        { value: '', text: words('nowhere') },
        ...of.headings.filter((heading) => heading !== '').map((heading) => ({ value: heading, text: heading })),
      ],
    });
  const asked = Object.keys(fields).filter(isField);
  return {
    title: words('heading'),
    backLink: seeImport.to({ language, import: check }),
    errors,
    heading: words('heading'),
    explanation: words('explanation'),
    groups: [
      { heading: words('needed'), selects: asked.filter(isNeeded).map(select) },
      { heading: words('others'), selects: asked.filter((field) => !isNeeded(field)).map(select) },
    ],
    send: words('send'),
    sendHint: words('send-hint'),
  };
}
