import { kindsOfExtraQuestion, type ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { askExtraForm } from './ask-extra.form.js';

/** `known` is undefined for a new question. */
export function askExtraView(
  found: ProgrammeDocument,
  known: ExtraQuestionDesign | undefined,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { errors, fields } = showForm(askExtraForm, state, words, programmeDesignErrors);
  const radios = (key: 'kind' | 'need' | 'asked', values: readonly string[]) =>
    macroParams({
      ...fields[key],
      fieldset: { legend: { text: words(key), size: 'm' } },
      items: values.map((value) => ({ value, text: words(`${key}-${value}`) })),
    });
  const bound = (key: 'least' | 'most') =>
    macroParams({
      ...fields[key],
      label: { text: words(key) },
      inputmode: 'numeric',
      classes: 'nhsuk-input--width-10',
    });
  return {
    ...aroundPart(found, words, words(known === undefined ? 'heading-new' : 'heading')),
    errors,
    explanation: [words('explanation'), words(known === undefined ? 'explanation-new' : 'explanation-change')],
    version,
    wording: bilingualPair('wording', fields['wording.en'], fields['wording.cy'], words),
    hint: bilingualPair('hint', fields['hint.en'], fields['hint.cy'], words),
    kind: radios('kind', kindsOfExtraQuestion),
    optionsHint: words('options-hint'),
    options: bilingualPair('options', fields['options.en'], fields['options.cy'], words, 5),
    boundsLegend: words('bounds'),
    least: bound('least'),
    most: bound('most'),
    need: radios('need', ['required', 'optional']),
    asked: known === undefined ? null : radios('asked', ['asked', 'retired']),
    why: whyAsked(fields.why, words),
    send: words(known === undefined ? 'send-new' : 'send'),
  };
}
