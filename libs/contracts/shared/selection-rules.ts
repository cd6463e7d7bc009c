import type { LadderPanelDesign, ProgrammeDesign } from './programme.js';

type Rules = ProgrammeDesign['rules'];
export type PanelRules = NonNullable<LadderPanelDesign['rules']>;

/** With what holds where a programme says nothing of it. */
export const rulesInFull = (rules: Rules): Required<Rules> => ({
  choicesNeedReasons: false,
  tooCloseMayTalk: true,
  ...rules,
});

/** Those of its own where it has them, and those of its programme in everything else. */
export const rulesOfPanel = (
  { rules }: Pick<ProgrammeDesign, 'rules'>,
  { rules: own }: Pick<LadderPanelDesign, 'rules'>,
): Rules => ({ ...rules, ...own });
