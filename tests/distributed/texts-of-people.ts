import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

const samples = join(rootFolderOf(import.meta.url), 'samples');
const longEnough = 20;
/** Fields of the meetings of the sample in which people speak or write. */
const saidByPeople = new Set(['reason', 'reasons', 'said_after', 'text', 'note', 'reasons_spoken', 'why', 'lessons']);

/** Pieces of what people of the sample told, wrote and said: long enough to stand nowhere by chance, without what JSON escapes. */
export function textsOfPeople(): readonly string[] {
  const stories = readFileSync(join(samples, 'stories-en-cy.csv'), 'utf8').split('\n').slice(1).join('\n');
  const meetings: unknown = JSON.parse(readFileSync(join(samples, 'rounds.json'), 'utf8'));
  // What the programme itself says, such as the names of its domains, is for everybody.
  const ofProgramme = readFileSync(join(samples, 'programme.json'), 'utf8');
  return [stories, ...said(meetings, false)]
    .flatMap((text) => text.split(/["\\\n]|,(?! )/))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= longEnough && piece.includes(' ') && !ofProgramme.includes(piece));
}

function said(value: unknown, isByPeople: boolean): readonly string[] {
  if (typeof value === 'string') return isByPeople ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inside]) => said(inside, isByPeople || saidByPeople.has(field)));
}
