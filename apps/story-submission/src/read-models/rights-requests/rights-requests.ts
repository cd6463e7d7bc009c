import { never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import {
  isRightsRequestEvent,
  type RightsIdentityChecked,
  type RightsRequestEvent,
  type RightsRequestReceived,
} from '../../domain/rights-request/events.js';

type Received = RightsRequestReceived['data'];

/** An entry of the register: dates and kinds in clear, what anybody wrote sealed. */
export interface RightsRequestDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly right: Received['right'];
  readonly story: string | null;
  /** Of those in the story, the one who asked; absent: its teller, or staff for somebody. */
  readonly contributor?: string;
  readonly programme: string | null;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly how: Received['how'];
  readonly enteredBy: string;
  readonly isExtended: boolean;
  readonly isOpen: boolean;
  readonly outcome: 'done' | 'refused' | null;
  readonly closedOn: string | null;
  readonly confirmedBy: string | null;
  /** How it was made sure who asks, where a copy was to be made without their code. */
  readonly identity: RightsIdentityChecked['data'] | null;
  readonly words: Sealed | null;
  /** Why it takes longer. */
  readonly because: Sealed | null;
  readonly answer: Sealed | null;
}

export const rightsRequests = collection<RightsRequestDocument>()('rights-requests', {
  byDue: ['organisation', 'isOpen', 'dueOn'],
  byStory: ['story', 'receivedOn'],
});

export const rightsRequestsModel: ReadModel = {
  name: 'rights-requests',
  version: 2,
  collections: [rightsRequests],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isRightsRequestEvent(event)) return;
    if (event.type === 'RightsRequestReceived') {
      const { request: id, ...received } = event.data;
      changes.put(rightsRequests, {
        ...{ id, organisation: metadata.organisation, version: streamVersion, ...received },
        ...{ isExtended: false, isOpen: true, outcome: null, closedOn: null, confirmedBy: null },
        ...{ identity: null, because: null, answer: null },
      });
      return;
    }
    const before = await changes.get(rightsRequests, stream.slice('rights-request/'.length));
    if (before !== undefined) changes.put(rightsRequests, { ...changed(before, event), version: streamVersion });
  },
};

function changed(
  before: RightsRequestDocument,
  event: Exclude<RightsRequestEvent, RightsRequestReceived>,
): RightsRequestDocument {
  switch (event.type) {
    case 'RightsIdentityChecked':
      return { ...before, identity: event.data };
    case 'RightsRequestExtended':
      return { ...before, ...event.data, isExtended: true };
    case 'RightsRequestDone': {
      const { on, answer, confirmedBy } = event.data;
      return { ...before, isOpen: false, outcome: 'done', closedOn: on, answer, confirmedBy };
    }
    case 'RightsRequestRefused':
      return { ...before, isOpen: false, outcome: 'refused', closedOn: event.data.on, answer: event.data.because };
    default:
      return never(event);
  }
}
