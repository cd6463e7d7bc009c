import { seeProgrammes } from '#contracts/programme-design/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { rehearsalsLast } from '#service-kit/known/known-programmes.js';
import type { Words } from '#web/words/words.js';

import { convenePanelPage, payHoursPage, remindersPage } from '../../addresses.js';
import { panelId } from '../../domain/panel/panel.js';
import type { PanelDocument } from '../../read-models/panels/panels.js';

/** By programme, rehearsals last, from the first level up. */
export function seePanelsView(
  programmes: readonly ProgrammeDesign[],
  convened: ReadonlyMap<string, PanelDocument>,
  people: (person: string) => string,
  words: Words,
) {
  const { language } = words;
  return {
    title: words('heading'),
    heading: words('heading'),
    explanation: words('explanation'),
    empty: programmes.length === 0 ? words('no-programmes') : '',
    seeProgrammes: { text: words('see-programmes'), href: seeProgrammes.to({ language }) },
    hours: { text: words('hours'), href: payHoursPage.to({ language }) },
    notConvened: words('not-convened'),
    programmes: [...programmes].sort(rehearsalsLast).map(({ id: programme, name, panels, levels }) => ({
      name: name[language],
      empty: panels.length === 0 ? words('no-panels') : '',
      panels: [...panels]
        .sort((a, b) => a.level - b.level)
        .map(({ id: panel, name: panelName, level }) => {
          const known = convened.get(panelId(programme, panel));
          return {
            name: panelName[language],
            level: words('level', {
              level,
              name: levels.find((each) => each.level === level)?.name[language] ?? '',
            }),
            members: known === undefined ? '' : words('members', { n: known.members.length }),
            facilitator: known === undefined ? '' : words('facilitator', { name: people(known.facilitator) }),
            reminders: {
              text: words('reminders', { panel: panelName[language] }),
              href: remindersPage.to({ language, programme, panel }),
            },
            convene: {
              text: words(known === undefined ? 'convene' : 'change-members', { panel: panelName[language] }),
              href: convenePanelPage.to({ language, programme, panel }),
            },
          };
        }),
    })),
  };
}
