import type { DomainDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { loadWords } from '#web/words/words.js';

import { lightProgramme, type LightAnswers } from './light-programme.js';

const words = loadWords(import.meta.url, 'whole-programme');

/**
 * The light form, with kinds of change that are asked about, and with a ladder: two panels beside each other that vote again
 * after talking, and one above them that looks for agreement.
 */
export function wholeProgramme(answers: LightAnswers): ProgrammeDesign {
  const light = lightProgramme(answers);
  const beside = { level: 1, area: [], defaultMethod: 'iterative' as const, passesUpTo: ['above'] };
  return {
    ...light,
    domains: [
      ...['lives', 'taking-part', 'services'].map(named),
      ...light.domains.map((domain) => (domain.kind === 'open' ? { ...domain, ...saidOf('any-other') } : domain)),
    ],
    levels: [...light.levels, { level: 2, name: both('level-above') }],
    panels: [
      { id: 'first', name: both('first'), ...beside },
      { id: 'second', name: both('second'), parallelTo: 'first', ...beside },
      { id: 'above', name: both('above'), level: 2, area: [], defaultMethod: 'consensus', passesUpTo: [] },
    ],
  };
}

const both = (key: string) => ({ en: words.en(key), cy: words.cy(key) });

const saidOf = (id: string) => ({ name: both(id), description: both(`${id}-description`) });

const named = (id: string): DomainDesign => ({ id, kind: 'named', ...saidOf(id) });
