import { followUpAwaitedV1 } from '#contracts/impact-reporting/follow-up-awaited.v1.js';
import { meetingsAwaitedV1 } from '#contracts/panel-review/meetings-awaited.v1.js';
import type { Awaited, AwaitedItem } from '#contracts/shared/awaited.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { collection, type ReadModel, type Views } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/** What one other service waits for from a person, as it said last. */
interface WaitingDocument {
  readonly id: string;
  readonly revision: number;
  readonly items: readonly AwaitedItem[];
}

const waiting = collection<WaitingDocument>()('waiting', {});

const sources = [meetingsAwaitedV1.source, followUpAwaitedV1.source] as const;
type Source = (typeof sources)[number];

export const waitingModel: ReadModel = {
  name: 'waiting',
  version: 1,
  collections: [waiting],
  async project(event, changes) {
    const said = awaitedIn(event);
    if (said === undefined) return;
    const { person, items, revision } = said.awaited;
    const id = idOf(said.source, person);
    const known = await changes.get(waiting, id);
    // A message delivered again, or late, must not bring an older list back.
    if (known === undefined || known.revision < revision) changes.put(waiting, { id, revision, items });
  },
};

const idOf = (source: Source, person: string): string => `${source} ${person}`;

/** What a service waits for from somebody, where this event is such a message. */
export function awaitedIn(event: RecordedEvent): { readonly source: Source; readonly awaited: Awaited } | undefined {
  const ofMeetings = received(event, meetingsAwaitedV1);
  if (ofMeetings !== undefined) return { source: meetingsAwaitedV1.source, awaited: ofMeetings };
  const ofFollowUp = received(event, followUpAwaitedV1);
  return ofFollowUp === undefined ? undefined : { source: followUpAwaitedV1.source, awaited: ofFollowUp };
}

/** From everybody who waits for them. */
export async function waitingFor(
  { views }: { readonly views: Pick<Views, 'get'> },
  person: string,
): Promise<readonly AwaitedItem[]> {
  const found = await Promise.all(sources.map((source) => views.get(waiting, idOf(source, person))));
  return found.flatMap((each) => each?.items ?? []);
}
