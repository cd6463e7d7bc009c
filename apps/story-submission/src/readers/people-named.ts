import { knownPeople, type KnownPerson, type PersonName } from '#service-kit/known/known-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';

/** Asked for at once: a grant lives half a second. */
const atOnce = 100;

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * Everybody with an account whose name holds each word of one of these names, in any order and with or without accents:
 * better one Mair too many than the one who was meant. Whom it found is never told to who asked.
 */
export async function peopleNamed(
  { views, vault }: ServiceRuntime,
  organisation: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const asked = names.map(wordsOf).filter((words) => words.length > 0);
  if (asked.length === 0) return [];
  const found: string[] = [];
  let batch: KnownPerson[] = [];
  const look = async (): Promise<void> => {
    const reader = { person: 'system/leave-out', organisation };
    const answers = await vault.unlock(
      batch.map(({ id }) => ({
        owner: `person/${id}`,
        reader,
        purpose: 'audience',
        audience: 'organisation',
        use: 'read',
      })),
    );
    for (const [at, { id, name }] of batch.entries()) {
      const answer = answers[at];
      if (answer?.kind !== 'granted') continue;
      const held = new Set(wordsOf(answer.open<PersonName>(name).name));
      if (asked.some((words) => words.every((word) => held.has(word)))) found.push(id);
    }
    batch = [];
  };
  for await (const person of views.stream(knownPeople, { index: 'byOrganisation', equals: { organisation } })) {
    batch.push(person);
    if (batch.length === atOnce) await look();
  }
  await look();
  return found.sort();
}
