import type { ServiceRuntime } from '#service-kit/service.js';

import type { OwnReading } from '../domain/panel/panel.js';
import { readings } from '../read-models/panels/panels.js';

/** Of those who have said how they read. */
export async function ownReadings(
  { views }: ServiceRuntime,
  organisation: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, OwnReading>> {
  const found = await Promise.all(people.map((person) => views.get(readings, person)));
  return new Map(found.flatMap((each) => (each?.organisation === organisation ? [[each.person, each] as const] : [])));
}

export const languagesOf = (said: ReadonlyMap<string, OwnReading>): ReadonlyMap<string, readonly string[]> =>
  new Map([...said].map(([person, { languages }]) => [person, languages]));
