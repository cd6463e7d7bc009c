import { aPanel, aProgramme } from '../testing/a-programme.js';
import { rulesInFull, rulesOfPanel } from './selection-rules.js';

const programme = aProgramme();

describe('the rules that hold for a panel', () => {
  it('are its programme’s, but for those of its own', () => {
    expect(rulesOfPanel(programme, aPanel())).toEqual(programme.rules);
    expect(rulesOfPanel(programme, aPanel({ rules: { quorum: 'all', scale: { min: 0, max: 3 } } }))).toEqual({
      ...{ quorum: 'all', scale: { min: 0, max: 3 } },
      ...{ maxRounds: 3, minimumBallots: 5, tellersHidden: true, skippingAllowed: true },
    });
  });

  it('ask why and insist on nothing, and let everybody talk, where nobody has said otherwise', () => {
    expect(rulesInFull(programme.rules)).toMatchObject({ choicesNeedReasons: false, tooCloseMayTalk: true });
    const said = { ...programme.rules, choicesNeedReasons: true, tooCloseMayTalk: false };
    expect(rulesInFull(said)).toEqual(said);
  });
});
