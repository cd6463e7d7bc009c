import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import type { GuidesDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import { firstRefusal, type Rule } from './rules.js';
import type { ProgrammeState } from './state.js';

/** Whom a programme can say something to, where they take part. */
export const guided = [
  'tellers',
  'collectors',
  'members',
  'facilitators',
] as const satisfies readonly (keyof GuidesDesign)[];

const saidInBoth =
  (guides: GuidesDesign) =>
  (whom: (typeof guided)[number]): Rule => {
    const blank = (['en', 'cy'] as const).find((language) => guides[whom]?.[language].trim() === '');
    return blank === undefined ? undefined : refuse('guide-in-one-language', `${whom}.${blank}`);
  };

export function reviseGuides(
  state: ProgrammeState,
  organisation: string,
  guides: GuidesDesign,
  why: string | null,
): Decision<ProgrammeEvent> {
  return within(state, organisation, (design) => {
    const refusal = firstRefusal(...guided.map(saidInBoth(guides)));
    if (refusal !== undefined) return refusal;
    return isSame(design.guides ?? {}, guides)
      ? []
      : [{ type: 'GuidesRevised', schemaVersion: 1, data: { guides, why } }];
  });
}
