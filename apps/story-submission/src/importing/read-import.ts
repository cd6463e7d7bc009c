import type { EventStore } from '#event-store/event-store.js';

import { importDecider, importStream, isImportEvent, type ImportState } from '../domain/story-import/story-import.js';

/** An import from its own stream, however late the views are. */
export async function readImport(
  store: EventStore,
  id: string,
): Promise<{ readonly state: ImportState | undefined; readonly organisation: string; readonly at: string }> {
  const recorded = await store.read(importStream(id));
  let state: ImportState | undefined;
  for (const { event } of recorded) if (isImportEvent(event)) state = importDecider.evolve(state, event);
  const { organisation = '', at = '' } = recorded[0]?.metadata ?? {};
  return { state, organisation, at };
}
