import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { rulesInFull, type PanelRules } from '#contracts/shared/selection-rules.js';
import type { ChoiceParams } from '#web/forms/choice-fields.js';
import { longText, type LongTextParams, type TextParams } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { whyAsked } from '../around-part.js';
import { ruleInWords, type RuleName } from './rules-in-words.js';

export const rulesTemplate = pageTemplate(import.meta.url, 'rules-asked.njk');
export const rulesAskedWords = loadWords(import.meta.url, 'rules-asked');

/** What can be typed: the same for a programme and for a panel of it. */
export const answers = {
  quorum: ['more_than_half', 'all', 'number'],
  tellers: ['hidden', 'shown'],
  skipping: ['allowed', 'not-allowed'],
  reasons: ['invited', 'needed'],
  tooClose: ['may-talk', 'may-not-talk'],
} as const;

export const bounds = {
  quorumNumber: { wrong: 'quorum-number-wrong', least: 1, most: 10_000 },
  maxRounds: { wrong: 'max-rounds-wrong', least: 1, most: 20 },
  'scale.min': { wrong: 'scale-least-wrong', least: -1_000, most: 1_000 },
  'scale.max': { wrong: 'scale-most-wrong', least: -1_000, most: 1_000 },
  minimumBallots: { wrong: 'minimum-ballots-wrong', least: 1, most: 10_000 },
} as const;

export const whyField = longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } });

/** Of the radios of a panel: nothing of its own. */
export const asProgramme = 'programme';

/** Rules as they would have been typed; what is not set is left empty. */
export const typedOf = (rules: PanelRules) => ({
  quorum: typeof rules.quorum === 'number' ? 'number' : (rules.quorum ?? ''),
  quorumNumber: typeof rules.quorum === 'number' ? String(rules.quorum) : '',
  maxRounds: String(rules.maxRounds ?? ''),
  'scale.min': String(rules.scale?.min ?? ''),
  'scale.max': String(rules.scale?.max ?? ''),
  minimumBallots: String(rules.minimumBallots ?? ''),
  tellers: eitherOf(rules.tellersHidden, answers.tellers),
  skipping: eitherOf(rules.skippingAllowed, answers.skipping),
  reasons: eitherOf(rules.choicesNeedReasons, [answers.reasons[1], answers.reasons[0]]),
  tooClose: eitherOf(rules.tooCloseMayTalk, answers.tooClose),
});

const eitherOf = (isSo: boolean | undefined, [yes, no]: readonly [string, string]): string =>
  isSo === undefined ? '' : isSo ? yes : no;

interface FieldsShown {
  readonly quorum: ChoiceParams;
  readonly quorumNumber: TextParams;
  readonly maxRounds: TextParams;
  readonly 'scale.min': TextParams;
  readonly 'scale.max': TextParams;
  readonly minimumBallots: TextParams;
  readonly tellers: ChoiceParams;
  readonly skipping: ChoiceParams;
  readonly reasons: ChoiceParams;
  readonly tooClose: ChoiceParams;
  readonly why: LongTextParams;
}

/** For a panel: what it follows, and what it has of its own now. */
interface OfPanel {
  readonly programme: ProgrammeDesign['rules'];
  readonly own: PanelRules;
}

/** The questions of both pages. On that of a panel each says where its value comes from now, and can be left to the programme. */
export function rulesQuestions(fields: FieldsShown, words: Words, panel: OfPanel | undefined) {
  const numeric = { inputmode: 'numeric', classes: 'nhsuk-input--width-4' };
  const of = (rule: RuleName): string =>
    panel === undefined ? '' : (ruleInWords(rulesInFull(panel.programme), rule, words.language)?.value ?? '');
  const from = (rule: RuleName): string =>
    panel === undefined ? '' : words(panel.own[rule] === undefined ? 'follows' : 'departs');
  const hint = (...sentences: readonly string[]) => {
    const text = sentences.filter((sentence) => sentence !== '').join(' ');
    return text === '' ? {} : { hint: { text } };
  };
  const leftEmpty = (rule: RuleName): string =>
    panel === undefined ? '' : words('empty-follows', { value: of(rule) });
  const radios = (field: ChoiceParams, key: string, rule: RuleName, options: readonly string[], note = '') =>
    macroParams({
      ...field,
      fieldset: { legend: { text: words(key), size: 'm' } },
      ...hint(note, from(rule)),
      items: [
        ...(panel === undefined ? [] : [{ value: asProgramme, text: words('as-programme', { value: of(rule) }) }]),
        ...options.map((value) => ({ value, text: words(`${key}-${value}`) })),
      ],
    });
  const number = (field: TextParams, key: string, rule: RuleName, note = '') =>
    macroParams({
      ...field,
      ...numeric,
      label: { text: words(key), size: 'm' },
      ...hint(note, from(rule), leftEmpty(rule)),
    });
  return {
    quorum: radios(fields.quorum, 'quorum', 'quorum', answers.quorum),
    quorumNumber: macroParams({ ...fields.quorumNumber, ...numeric, label: { text: words('quorum-number-label') } }),
    maxRounds: number(fields.maxRounds, 'max-rounds', 'maxRounds'),
    scaleLegend: words('scale'),
    scaleFrom: panel === undefined ? '' : `${from('scale')} ${leftEmpty('scale')}`,
    least: macroParams({ ...fields['scale.min'], ...numeric, label: { text: words('scale-least') } }),
    most: macroParams({ ...fields['scale.max'], ...numeric, label: { text: words('scale-most') } }),
    minimumBallots: number(fields.minimumBallots, 'minimum-ballots', 'minimumBallots', words('minimum-ballots-hint')),
    tellers: radios(fields.tellers, 'tellers', 'tellersHidden', answers.tellers),
    skipping: radios(fields.skipping, 'skipping', 'skippingAllowed', answers.skipping),
    reasons: radios(fields.reasons, 'reasons', 'choicesNeedReasons', answers.reasons, words('reasons-hint')),
    tooClose: radios(fields.tooClose, 'too-close', 'tooCloseMayTalk', answers.tooClose, words('too-close-hint')),
    why: whyAsked(fields.why, words),
  };
}
