import type { ConsentExclusion } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { choices } from '#web/forms/choice-fields.js';
import { longText } from '#web/forms/text-fields.js';

import { organisationsOf, panelsSeen, type PanelSeen } from './panels-seen.js';
import { peopleNamed } from './people-named.js';

/** Who must not read a story, as a teller says it: people by the names they know them by. */
export interface LeavingOut {
  readonly panels: readonly string[];
  readonly organisations: readonly string[];
  readonly people: readonly string[];
}

export const nobodyLeftOut: LeavingOut = { panels: [], organisations: [], people: [] };

const longestList = 2_000;
/** More names than anybody has to fear; it keeps one form from searching all day. */
const mostNames = 50;

/** The fields of a form that asks for it. */
export const fieldsOfLeavingOut = (panels: readonly PanelSeen[]) => ({
  outPanels: choices({ options: panels.map(({ id }) => id) }),
  outOrganisations: choices({ options: organisationsOf(panels).map(({ id }) => id) }),
  outPeople: longText({ limit: { characters: longestList, words: 'out-people-too-long' } }),
});

export const leavingOutOf = (typed: {
  readonly outPanels: readonly string[];
  readonly outOrganisations: readonly string[];
  readonly outPeople: string | undefined;
}): LeavingOut => ({
  panels: typed.outPanels,
  organisations: typed.outOrganisations,
  people: namesIn(typed.outPeople ?? ''),
});

export const namesIn = (text: string): readonly string[] =>
  text
    .split(/[\n,;]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, mostNames);

/** What is kept of it: ids alone, and of those only what there is. A name stays out of every event. */
export async function exclusionsOf(
  service: ServiceRuntime,
  design: ProgrammeDesign,
  { panels, organisations, people }: LeavingOut,
): Promise<readonly ConsentExclusion[]> {
  // Most tellers leave nobody out: then nothing is looked for.
  if (panels.length + organisations.length + people.length === 0) return [];
  const seen = await panelsSeen(service, design);
  const named = await peopleNamed(service, design.organisation, people);
  return [
    ...seen.filter(({ id }) => panels.includes(id)).map(({ id }): ConsentExclusion => ({ kind: 'team', id })),
    ...organisationsOf(seen)
      .filter(({ id }) => organisations.includes(id))
      .map(({ id }): ConsentExclusion => ({ kind: 'organisation', id })),
    ...named.map((id): ConsentExclusion => ({ kind: 'person', id })),
  ];
}

/** As the API is given it. */
export const leavingOut = (given: Partial<LeavingOut> | undefined): LeavingOut => ({ ...nobodyLeftOut, ...given });
