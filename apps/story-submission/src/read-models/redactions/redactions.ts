import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isStoryEvent, type StoryEvent } from '../../domain/story/events.js';
import { isRedactionEvent, redactionAfter, type OpenRedaction } from '../../domain/story/redaction-events.js';

/** A version that took the place of one that named others. */
export interface RedactionMade {
  readonly storyVersion: number;
  readonly at: string;
  readonly by: 'teller' | 'moderator';
  /** As it was told. */
  readonly original: Sealed;
}

export interface RedactionDocument {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly version: number;
  /** `nobody`: nothing is open. */
  readonly liesWith: 'teller' | 'moderator' | 'nobody';
  readonly proposedAt: string;
  readonly open: OpenRedaction | null;
  /** The first first. */
  readonly made: readonly RedactionMade[];
}

export const redactions = collection<RedactionDocument>()('redactions', {
  byWhom: ['organisation', 'programme', 'liesWith', 'proposedAt'],
});

/** What ends all that is open: a new text of the teller’s, or no text any more. */
const endings: readonly StoryEvent['type'][] = ['StoryCorrected', 'StoryWithdrawn', 'StoryErased'];

export const redactionsModel: ReadModel = {
  name: 'redactions',
  version: 1,
  collections: [redactions],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isStoryEvent(event) || !(isRedactionEvent(event) || endings.includes(event.type))) return;
    const id = stream.slice('story/'.length);
    const before = await changes.get(redactions, id);
    if (event.type === 'RedactionProposed') {
      changes.put(redactions, {
        ...{ id, organisation: metadata.organisation, programme: event.data.programme, version: streamVersion },
        ...{ liesWith: 'teller', proposedAt: metadata.at, open: redactionAfter(null, event), made: before?.made ?? [] },
      });
      return;
    }
    if (before === undefined) return;
    const open = isRedactionEvent(event) ? redactionAfter(before.open, event) : null;
    const made: readonly RedactionMade[] =
      event.type === 'RedactionAgreed'
        ? [
            {
              ...{ storyVersion: event.data.storyVersion, by: event.data.by, original: event.data.original },
              at: metadata.at,
            },
          ]
        : [];
    changes.put(redactions, {
      ...before,
      ...{ version: streamVersion, open, liesWith: open?.liesWith ?? 'nobody', made: [...before.made, ...made] },
    });
  },
};
