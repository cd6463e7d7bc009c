import type { PanelRules } from '#contracts/shared/selection-rules.js';
import type { Language } from '#web/language.js';
import { loadWords, type Words } from '#web/words/words.js';

const allWords = loadWords(import.meta.url, 'rules-in-words');

export type RuleName = keyof PanelRules;

/** The name of a rule, and what it says. */
type Said = {
  readonly [Name in RuleName]: (value: NonNullable<PanelRules[Name]>, words: Words) => readonly [string, string];
};

/** In the order in which they are shown. */
const said: Said = {
  quorum: (quorum, words) => [
    words('quorum'),
    typeof quorum === 'number' ? words('quorum-number', { n: quorum }) : words(`quorum-${quorum}`),
  ],
  maxRounds: (n, words) => [words('rounds'), words('rounds-number', { n })],
  scale: ({ min, max }, words) => [words('scale'), words('scale-from-to', { least: min, most: max })],
  minimumBallots: (n, words) => [words('secret'), words('secret-number', { n })],
  tellersHidden: (isSo, words) => [words('tellers'), words(isSo ? 'tellers-hidden' : 'tellers-shown')],
  skippingAllowed: (isSo, words) => [words('skipping'), words(isSo ? 'skipping-allowed' : 'skipping-not-allowed')],
  choicesNeedReasons: (isSo, words) => [words('reasons'), words(isSo ? 'reasons-needed' : 'reasons-invited')],
  tooCloseMayTalk: (isSo, words) => [words('too-close'), words(isSo ? 'too-close-may-talk' : 'too-close-may-not-talk')],
};

interface RuleInWords {
  readonly name: string;
  readonly value: string;
}

/** Undefined: nothing is set. */
export function ruleInWords<Name extends RuleName>(
  rules: PanelRules,
  rule: Name,
  language: Language,
): RuleInWords | undefined {
  const value = rules[rule];
  if (value === undefined) return undefined;
  const [name, text] = said[rule](value, allWords[language]);
  return { name, value: text };
}

const isRule = (name: string): name is RuleName => name in said;

/** Each that is set. */
export const rulesInWords = (rules: PanelRules, language: Language): readonly RuleInWords[] =>
  Object.keys(said)
    .filter(isRule)
    .flatMap((rule) => ruleInWords(rules, rule, language) ?? []);
