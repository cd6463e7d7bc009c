import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { deathDecider, deathStream, type Death } from '../../domain/death/death.js';
import { storyStream } from '../../domain/story/events.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import type { DeathNote } from './record-death.command.js';

export interface DeathSeen extends Death {
  /** Opened at this moment; null where nothing was written, or it cannot be read. */
  readonly note: string | null;
}

export async function deathSeen(
  { store, unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  { teller }: StoryDocument,
): Promise<DeathSeen> {
  const death = await store.fold(deathStream(teller), deathDecider);
  const { report } = death;
  if (report === null || report.note === null) return { ...death, note: null };
  const owner = storyStream(report.story);
  const answer = await unlocking.unlockOne({ owner, reader: who, purpose: 'rights', use: 'read' });
  return { ...death, note: answer.kind === 'granted' ? answer.open<DeathNote>(report.note).note : null };
}
