import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';
import { groundsInWords } from '../../programme-parts/grounds.js';
import { writeList } from '#web/written.js';

import type { PackSection } from './pack-section.js';
import { keptFor } from './retention.js';
import { stepsSaid, type StepSaid } from './steps-said.js';

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name) => name !== ''))];

/** What Article 30 asks for, a row for each thing. */
export function recordOfProcessing(design: ProgrammeDesign, words: Words): PackSection {
  const { language } = words;
  const { dataProtection: settled } = design;
  const steps = stepsSaid(design, words);
  const named = (of: (step: StepSaid) => string, none: string): string => {
    const names = distinct(steps.map(of));
    return names.length === 0 ? words(none) : writeList(language, names);
  };
  const basis = settled?.lawfulBasis ?? null;
  const condition = settled?.specialCondition ?? null;
  const rows: readonly (readonly [string, string])[] = [
    ['record-controllers', named(({ controller }) => controller, 'to-decide')],
    ['record-processors', named(({ processor }) => processor, 'nobody')],
    ['record-contact', settled?.contact.trim() || words('to-decide')],
    ['record-purpose', design.purpose[language]],
    ['record-people', words('record-people-are')],
    ['record-data', words(takesMedia(design) ? 'record-data-with-media' : 'record-data-are')],
    ['record-basis', basis === null ? words('to-decide') : groundsInWords[words.language](`basis-${basis}`)],
    [
      'record-condition',
      condition === null ? words('to-decide') : groundsInWords[words.language](`condition-${condition}`),
    ],
    ['record-recipients', words('record-recipients-are', { panels: writeList(language, panelsOf(design, words)) })],
    ['record-elsewhere', words('record-elsewhere-is')],
    ['record-kept', keptFor(design, words)],
    ['record-security', words('record-security-is')],
  ];
  return {
    id: 'record-of-processing',
    heading: words('record'),
    parts: [
      {
        kind: 'table',
        caption: words('record-caption'),
        head: [words('record-what'), words('record-said')],
        rows: rows.map(([key, said]) => [words(key), said]),
      },
    ],
  };
}

const takesMedia = ({ media }: ProgrammeDesign): boolean =>
  media !== undefined && Object.values(media.largest).some((most) => most !== null);

const panelsOf = ({ panels }: ProgrammeDesign, words: Words): readonly string[] =>
  panels.length === 0 ? [words('to-decide')] : panels.map(({ name }) => name[words.language]);

export function roles(design: ProgrammeDesign, words: Words): PackSection {
  return {
    id: 'roles',
    heading: words('roles'),
    parts: [
      {
        kind: 'table',
        caption: words('roles-caption'),
        head: [words('step'), words('controller'), words('processor')],
        rows: stepsSaid(design, words).map(({ name, controller, processor }) => [
          name,
          controller || words('to-decide'),
          processor || words('nobody'),
        ]),
      },
    ],
  };
}
