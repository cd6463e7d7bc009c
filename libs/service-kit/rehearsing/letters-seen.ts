import type { SomeoneAsking } from '#access/principal.js';

import { openWords } from '../unlocking/sealed-words.js';
import type { ServiceRuntime } from '../service.js';
import { rehearsedLetters, rehearsedLetterStream, type LetterMade } from './rehearsed-letters.js';

export interface RehearsedLetterSeen extends LetterMade {
  readonly letter: string;
  readonly kind: string;
  readonly language: 'en' | 'cy';
  readonly at: string;
}

const mostShown = 200;

/** The newest first. What can be read no more is not among them. */
export async function lettersSeen(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<readonly RehearsedLetterSeen[]> {
  const { documents } = await service.views.find(rehearsedLetters, {
    ...{ index: 'byProgramme', equals: { organisation: who.organisation, programme } },
    ...{ order: 'descending', limit: mostShown },
  });
  const opened = await openWords<LetterMade>(
    service,
    who,
    documents.map(({ id, words }) => ({ owner: rehearsedLetterStream(id), words })),
  );
  return documents.flatMap(({ id, kind, language, at }, index) => {
    const made = opened[index] ?? null;
    return made === null ? [] : [{ letter: id, kind, language, at, ...made }];
  });
}
