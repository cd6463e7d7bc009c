import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { aDomain, aPanel, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import type { TestService } from '#service-kit/testing/service-harness.js';
import type { Visit } from '#web/testing/visitor.js';

import type { TellerBrowser } from './teller-browser.js';

/** A programme with one open period, a prompt of its own, two domains and two panels. */
export const anOpenProgramme = (given: Partial<ProgrammeDesign> = {}): ProgrammeDesign =>
  aProgramme({
    periods: [
      aPeriod({
        status: 'open',
        prompt: {
          lookBack: 'P6M',
          question: { en: 'What changed in six months?', cy: 'Beth newidiodd mewn chwe mis?' },
        },
      }),
    ],
    domains: [
      aDomain({ id: 'quality', name: { en: 'Quality of life', cy: 'Ansawdd bywyd' } }),
      aDomain({ id: 'other', kind: 'open', name: { en: 'Any other change', cy: 'Unrhyw newid arall' } }),
    ],
    panels: [
      aPanel({ id: 'east' }),
      aPanel({ id: 'national', level: 2, name: { en: 'National panel', cy: 'Panel Cenedlaethol' } }),
    ],
    ...given,
  });

export const isTold = (service: TestService, programme: ProgrammeDesign, revision = 1): Promise<void> =>
  service.receive(programmeRevisedV1, `programme/${programme.id}`, { programme, change: 'Told', revision });

export const yesToPanelsOnly = { panel: 'yes', organisation: 'no', partner: 'no', public: 'no' } as const;

/** Every question answered, one page after another, until the answers are there to be checked. */
export async function answersEverything(
  teller: TellerBrowser,
  language: 'en' | 'cy',
  narrative: string,
  readers: Readonly<Record<string, string>> = yesToPanelsOnly,
): Promise<Visit> {
  const at = (question: string): string => `/${language}/tell-your-story/questions/${question}`;
  await teller.fillIn(`/${language}/tell-your-story`, {});
  await teller.fillIn(at('story'), { narrative });
  await teller.fillIn(at('why'), { whySignificant: 'I can breathe again' });
  await teller.fillIn(at('title'), { title: 'Getting off' });
  await teller.fillIn(at('kind'), { domain: 'quality' });
  await teller.fillIn(at('readers'), readers);
  await teller.fillIn(at('name'), {});
  return teller.open(`/${language}/tell-your-story/check`);
}

/** The code as the page shows it. */
export function codeOn(visit: Visit): string {
  const [code] = /\b\w{4}(?:-\w{4}){6}\b/.exec(visit.page.mainText) ?? [];
  if (code === undefined) throw new Error('The page shows no code');
  return code;
}
