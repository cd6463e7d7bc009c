import { rulesInFull } from '#contracts/shared/selection-rules.js';
import type { Words } from '#web/words/words.js';

import type { SittingOpened } from '../domain/sitting/events.js';

/** Rules, each with what it is called; the scale where the method has scores, or is not chosen yet. */
export const rulesView = (
  { rules: recorded, method }: Pick<SittingOpened['data'], 'rules'> & Partial<Pick<SittingOpened['data'], 'method'>>,
  words: Words,
): readonly (readonly [string, string])[] => {
  const rules = rulesInFull(recorded);
  return [
    [words('quorum'), typeof rules.quorum === 'number' ? String(rules.quorum) : words(`quorum-${rules.quorum}`)],
    [words('most-rounds'), String(rules.maxRounds)],
    ...(method === undefined || method === 'scoring' || method === 'pre_score_then_vote'
      ? [[words('scale'), words('scale-from-to', { least: rules.scale.min, most: rules.scale.max })] as const]
      : []),
    [words('minimum-ballots'), words('minimum-ballots-from', { n: rules.minimumBallots })],
    [words('tellers'), words(rules.tellersHidden ? 'tellers-hidden' : 'tellers-shown')],
    [words('skipping'), words(rules.skippingAllowed ? 'skipping-allowed' : 'skipping-not-allowed')],
    [words('reasons'), words(rules.choicesNeedReasons ? 'reasons-needed' : 'reasons-invited')],
    [words('talk-when-too-close'), words(rules.tooCloseMayTalk ? 'too-close-may-talk' : 'too-close-may-not-talk')],
  ];
};
