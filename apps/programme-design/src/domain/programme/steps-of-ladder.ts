import type { ProgrammeDesign } from '#contracts/shared/programme.js';

/** Where personal data goes from hand to hand, in that order: `collecting`, the number of each level, `reporting`. */
export const stepsOfLadder = ({ levels }: Pick<ProgrammeDesign, 'levels'>): readonly string[] => [
  'collecting',
  ...levels
    .map(({ level }) => level)
    .sort((a, b) => a - b)
    .map(String),
  'reporting',
];
