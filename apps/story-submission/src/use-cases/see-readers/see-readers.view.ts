import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeList } from '#web/written.js';

import { lineOfCould, rowsOfReadings } from '../../readers/lines-of-readers.js';
import { linesOfPanels, type PanelSeen } from '../../readers/panels-seen.js';
import type { CouldRead, WhoReads } from '../../readers/who-reads.js';

/** `nameOf`: for staff; a teller is told of panels and never of people. */
export function seeReadersView(
  reads: WhoReads,
  panels: readonly PanelSeen[],
  nameOf: ((person: string) => string) | undefined,
  action: string,
  words: Words,
) {
  const { language } = words;
  const { on, design, could, purposes, did, looked, state } = reads;
  const date = on === null ? '' : writeDate(language, on);
  const standing = state === 'active' && could.length === 0 ? words('state-nobody') : words(`state-${state}`);
  const lineOf = (one: CouldRead): string => {
    const { people } = one;
    const named = lineOfCould(one, design, words);
    if (nameOf === undefined || people.length === 0) return named;
    return `${named} ${words('people', { people: writeList(language, people.map(nameOf).sort()) })}`;
  };
  return {
    title: words(nameOf === undefined ? 'title' : 'heading-staff'),
    heading: words(nameOf === undefined ? 'heading' : 'heading-staff'),
    now: on === null ? standing : words('at-end-of', { date, standing }),
    day: {
      action,
      input: macroParams({
        ...{ id: 'on', name: 'on', type: 'date', classes: 'nhsuk-input--width-10', value: on ?? '' },
        label: { text: words('day') },
        hint: { text: words('day-hint') },
      }),
      show: words('day-show'),
    },
    could: {
      heading: on === null ? words('could') : words('could-on', { date }),
      lines: could.length === 0 ? [words('could-nobody')] : could.map(lineOf),
      panels:
        on === null && state === 'active' && nameOf === undefined
          ? linesOfPanels(
              panels.filter(({ id }) => could.some(({ panel }) => panel === id)),
              language,
            )
          : [],
      panelsHeading: words('who-is-on-them'),
    },
    purposes: {
      heading: words('purposes'),
      lines: purposes.map((purpose) => words(`purpose-${purpose}`)),
      empty: words('purposes-none'),
    },
    did: {
      heading: words('did'),
      empty: words('did-none'),
      caption: words('did-caption'),
      head: [words('did-when'), words('did-who'), words('did-what')],
      rows: rowsOfReadings(did, looked, design, words, nameOf),
      limits: words('did-limits'),
    },
  };
}
