import type { CountsTableParams } from './counts-table.js';

export const countsTableExamples = {
  'stories by domain, with a total': {
    caption: 'Stories by domain',
    head: ['Domain', 'Stories', 'Chosen'],
    rows: [
      { label: 'Taking part', counts: ['31', '2'] },
      { label: 'Bywyd bob dydd', language: 'cy', counts: ['17', '1'] },
    ],
    total: { label: 'Total', counts: ['48', '3'] },
  },
  'under a heading that says the same': {
    caption: 'Stories told',
    isCaptionHeard: true,
    head: ['Period', 'Stories'],
    rows: [{ label: 'January to March', counts: ['18'] }],
  },
  'a label with markup in it': {
    caption: 'A & B',
    head: ['<i>Name</i>', 'n'],
    rows: [{ label: '<b>', counts: ['0'] }],
  },
} as const satisfies Readonly<Record<string, CountsTableParams>>;
