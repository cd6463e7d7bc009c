import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import { programmeBody, type SampleProgramme } from '../sample/sample-programme.js';

export const programmeId = 'four-levels';
export const periodId = '2026-Q1';
export const domainId = 'quality';

type Method = ProgrammeDesign['panels'][number]['defaultMethod'];

interface PanelOfDemo {
  readonly id: string;
  readonly level: number;
  readonly name: ProgrammeDesign['name'];
  readonly method: Method;
  readonly facilitator: string;
  readonly members: readonly string[];
  readonly passesUpTo: readonly string[];
}

const panel = (
  id: string,
  level: number,
  [en, cy]: readonly [string, string],
  method: Method,
  facilitator: string,
  members: readonly string[],
  ...passesUpTo: readonly string[]
): PanelOfDemo => ({ id, level, name: { en, cy }, method, facilitator, members, passesUpTo });

/** Eight panels on four levels, and among them all eight ways of choosing. */
export const panels: readonly PanelOfDemo[] = [
  panel('town', 1, ['Town', 'Y Dref'], 'majority', 'F1', ['M01', 'M02', 'M03', 'M04'], 'east'),
  panel('valley', 1, ['Valley', 'Y Cwm'], 'iterative', 'F2', ['M05', 'M06', 'M07', 'M08'], 'east'),
  panel('coast', 1, ['Coast', 'Yr Arfordir'], 'approval', 'F3', ['M09', 'M10', 'M11'], 'west'),
  panel('hills', 1, ['Hills', 'Y Bryniau'], 'scoring', 'F1', ['M12', 'M13', 'M14'], 'west'),
  panel('east', 2, ['East', 'Y Dwyrain'], 'ranked', 'F2', ['M01', 'M05', 'M09'], 'region'),
  panel('west', 2, ['West', 'Y Gorllewin'], 'pre_score_then_vote', 'F3', ['M02', 'M06', 'M10'], 'region'),
  panel('region', 3, ['Region', 'Y Rhanbarth'], 'consensus', 'F1', ['M03', 'M07', 'M11'], 'nation'),
  panel('nation', 4, ['Nation', 'Y Genedl'], 'secret_ballot', 'F2', ['M01', 'M04', 'M08', 'M10', 'M12', 'M14']),
];

/** The sample’s programme once more, with four levels and all of its periods still to be opened. */
export function fourLevels(sample: SampleProgramme): Omit<ProgrammeDesign, 'organisation'> {
  const body = programmeBody(sample);
  return {
    ...body,
    id: programmeId,
    name: { en: 'A whole period on four levels', cy: 'Cyfnod cyfan ar bedair lefel' },
    periods: body.periods.map((each) => ({ ...each, status: 'planned' })),
    levels: [
      { level: 1, name: { en: 'Local', cy: 'Lleol' } },
      { level: 2, name: { en: 'Area', cy: 'Ardal' } },
      { level: 3, name: { en: 'Region', cy: 'Rhanbarth' } },
      { level: 4, name: { en: 'Nation', cy: 'Cenedl' } },
    ],
    panels: panels.map(({ id, level, name, method, passesUpTo }) => ({
      ...{ id, level, name, area: [], defaultMethod: method, passesUpTo: [...passesUpTo] },
    })),
  };
}

/** Told in the demo itself, by people without an account. Invented. */
export const toldLive = [
  {
    title: 'The kettle',
    narrative:
      'I had not had anyone in my kitchen for three years. Dafydd from the group asked if he could come and fix the tap, and he stayed for tea. Now the kettle goes on every Thursday and there are four of us.',
    whySignificant: 'Because it is my house again, and not just where I hide.',
    language: 'en',
  },
  {
    title: 'Y ffôn',
    narrative:
      'Roeddwn i’n arfer gadael i’r ffôn ganu. Un bore atebais i, a llais Nia oedd yno yn gofyn a oeddwn i am ddod i’r ardd. Es i. Erbyn hyn fi sy’n ffonio’r rhai newydd.',
    whySignificant: 'Achos bod rhywun wedi aros i mi ateb, a nawr rwy’n aros i rywun arall.',
    language: 'cy',
  },
  {
    title: 'Second chair',
    narrative:
      'In the review they always put one chair for me and six for them. This time my peer worker carried a second chair in and sat beside me. I said what I wanted for the first time, and it is written down.',
    whySignificant: 'It was only a chair. It changed who the meeting was about.',
    language: 'en',
  },
] as const;
