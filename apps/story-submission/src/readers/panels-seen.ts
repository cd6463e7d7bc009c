import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { RoleName } from '#contracts/shared/shapes.js';
import { knownOrganisations, knownPeople } from '#service-kit/known/known-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';
import { inOrderOf, writeList } from '#web/written.js';

import { knownPanels } from '../read-models/panels/panels.js';

const allWords = loadWords(import.meta.url, 'panels-seen');

type Named = Readonly<{ id: string; name: Readonly<{ en: string; cy: string }> }>;

/** A panel as a teller is shown it: what people on it do and whom they belong to, never who they are. */
export interface PanelSeen extends Named {
  readonly level: number;
  /** Null: nobody has been called to it yet. */
  readonly members: number | null;
  /** What those on it do besides. */
  readonly roles: readonly RoleName[];
  readonly organisations: readonly Named[];
}

const rolesBesides = ['administrator', 'evaluator', 'collector', 'teller'] as const satisfies readonly RoleName[];

/** Those that read first coming first. */
export async function panelsSeen({ views }: ServiceRuntime, design: ProgrammeDesign): Promise<readonly PanelSeen[]> {
  const { documents } = await views.find(knownPanels, {
    index: 'byProgramme',
    equals: { programme: design.id },
    limit: 1000,
  });
  const seen = design.panels.map(async ({ id, level, name }): Promise<PanelSeen> => {
    const convened = documents.find(({ panel }) => panel === id);
    const on = convened === undefined ? [] : [...new Set([...convened.members, convened.facilitator])];
    const people = (await Promise.all(on.map((person) => views.get(knownPeople, person)))).filter(
      (person) => person !== undefined,
    );
    const of = [...new Set(people.map(({ organisation }) => organisation))];
    const organisations = await Promise.all(of.map((organisation) => views.get(knownOrganisations, organisation)));
    return {
      ...{ id, level, name },
      members: convened?.members.length ?? null,
      roles: rolesBesides.filter((role) => people.some(({ roles }) => roles.some((held) => held.role === role))),
      organisations: organisations.filter((organisation) => organisation !== undefined),
    };
  });
  return (await Promise.all(seen)).sort((a, b) => a.level - b.level || (a.id < b.id ? -1 : 1));
}

/** The same for a program, which a teller may tell by: nothing else of an organisation. */
export const panelToldOf = ({ id, level, name, members, roles, organisations }: PanelSeen) => ({
  ...{ id, level, name, members, roles },
  organisations: organisations.map((organisation) => ({ id: organisation.id, name: organisation.name })),
});

/** Each organisation that has somebody on a panel, once. */
export const organisationsOf = (panels: readonly PanelSeen[]): readonly Named[] => [
  ...new Map(panels.flatMap(({ organisations }) => organisations).map((each) => [each.id, each])).values(),
];

/** A line for each panel. */
export const linesOfPanels = (panels: readonly PanelSeen[], language: Language): readonly string[] =>
  panels.map(({ name, members, roles, organisations }) => {
    const words = allWords[language];
    const panel = name[language];
    if (members === null) return words('panel-not-called', { panel });
    const from = writeList(language, organisations.map((each) => each.name[language]).sort(inOrderOf(language)));
    const others = writeList(
      language,
      roles.map((role) => words(`role-${role}`)),
    );
    return [
      words('panel', { panel, n: members }),
      ...(from === '' ? [] : [words('panel-from', { organisations: from })]),
      ...(others === '' ? [] : [words('panel-roles', { roles: others })]),
    ].join(' ');
  });
