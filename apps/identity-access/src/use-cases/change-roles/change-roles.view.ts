import type { HeldRole, RoleName } from '#contracts/shared/shapes.js';
import type { KnownProgramme } from '#service-kit/known/known-programmes.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seePersonPage } from '../../addresses.js';
import { roleKey } from '../../domain/person/person.js';
import { identityAccessErrors } from '../../errors.js';
import type { PersonInFull } from '../see-person/see-person.query.js';

const offered = ['administrator', 'evaluator', 'facilitator', 'panel-member', 'collector'] as const;
const everywhere = 'everywhere';

/** Where a role can be held: everywhere, in a programme, in a panel of one. */
const placesIn = (programmes: readonly KnownProgramme[]): readonly string[] => [
  everywhere,
  ...programmes.flatMap(({ id, design }) => [id, ...design.panels.map((panel) => `${id}/${panel.id}`)]),
];

/** Roles they have, each of which can be unticked, and one more. */
export const changeRolesForm = (person: PersonInFull, programmes: readonly KnownProgramme[]) =>
  defineForm({
    roles: choices({ options: person.roles.map(roleKey) }),
    role: choice({ options: offered }),
    place: choice({ options: placesIn(programmes) }),
  });

export function rolesChosen(
  person: PersonInFull,
  kept: readonly string[],
  role: RoleName | undefined,
  place: string | undefined,
): readonly HeldRole[] {
  const staying = person.roles.filter((held) => kept.includes(roleKey(held)));
  if (role === undefined) return staying;
  const [programme, panel] = place === undefined || place === everywhere ? [] : place.split('/');
  return [
    ...staying,
    { role, ...(programme === undefined ? {} : { programme }), ...(panel === undefined ? {} : { panel }) },
  ];
}

export function changeRolesView(
  person: PersonInFull,
  programmes: readonly KnownProgramme[],
  state: FormState,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(changeRolesForm(person, programmes), state, words, identityAccessErrors);
  const placeName = (place: string): string => placeInWords(place, programmes, words);
  return {
    title: words('heading'),
    backLink: seePersonPage.to({ language, person: person.person }),
    errors,
    person: person.name,
    heading: words('heading'),
    explanation: words('explanation'),
    roles: macroParams({
      ...fields.roles,
      fieldset: { legend: { text: words('roles') } },
      hint: { text: words('roles-hint') },
      items: person.roles.map((held) => ({
        value: roleKey(held),
        text: words('role-where', {
          role: words(`role-${held.role}`),
          place: placeName(placeOf(held)),
        }),
        checked: fields.roles.values.includes(roleKey(held)),
      })),
    }),
    role: macroParams({
      ...fields.role,
      fieldset: { legend: { text: words('role') } },
      items: offered.map((value) => ({ value, text: words(`role-${value}`) })),
    }),
    place: macroParams({
      ...fields.place,
      id: 'place',
      label: { text: words('place') },
      items: placesIn(programmes).map((value) => ({ value, text: placeName(value) })),
    }),
    version: person.version,
    send: words('send'),
  };
}

const placeOf = ({ programme, panel }: HeldRole): string =>
  programme === undefined ? everywhere : panel === undefined ? programme : `${programme}/${panel}`;

export function placeInWords(place: string, programmes: readonly KnownProgramme[], words: Words): string {
  if (place === everywhere) return words('everywhere');
  const [programmeId, panelId] = place.split('/');
  const design = programmes.find(({ id }) => id === programmeId)?.design;
  const programme = design?.name[words.language] ?? programmeId ?? '';
  if (panelId === undefined) return words('in-programme', { programme });
  const panel = design?.panels.find(({ id }) => id === panelId)?.name[words.language] ?? panelId;
  return words('in-panel', { programme, panel });
}
