import { reasonsGiven } from '#contracts/panel-review/reasons-given.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import type { ContractData } from '#contracts/shared/contract.js';
import { collection, type ReadModel, type Views } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

import type { MeetingFact } from '../../domain/measures/facts.js';

type Closed = ContractData<typeof sittingClosedV1>;

const meetingsMeasured = collection<MeetingFact>()('meetings-measured', {
  byProgramme: ['programme', 'closedAt'],
});

export const meetingsMeasuredModel: ReadModel = {
  name: 'meetings-measured',
  version: 4,
  collections: [meetingsMeasured],
  project(event, changes) {
    const closed = received(event, sittingClosedV1);
    if (closed !== undefined) changes.put(meetingsMeasured, measured(closed));
  },
};

function measured(closed: Closed): MeetingFact {
  const { sitting: id, programme, period, panel, level, domain, closedAt, received: stories, outcome } = closed;
  const own = reasonsGiven(closed);
  return {
    ...{ id, programme, period, panel, level, domain, closedAt },
    plenaryOf: (closed.plenaryOf ?? []).map(({ sitting }) => sitting),
    received: stories.map(({ story, firstReadAt }) => ({ story, firstReadAt: firstReadAt ?? null })),
    chosen: outcome.stories,
    rounds: closed.rounds.map(({ entitled, answered, withReason }) => ({
      entitled,
      answered,
      withReason: withReason ?? null,
    })),
    // With the group's reason the values that came up are sealed: its size does not tell how long it is.
    reasonLengths: own
      .filter(({ kind }) => kind === 'member' || kind === 'dissent' || kind === 'caveat')
      .map(({ text }) => lengthOfSealed(text.box)),
    hasDissent: own.some(({ kind }) => kind === 'dissent' || kind === 'caveat'),
  };
}

/** Nonce and tag of AES-256-GCM, and the JSON around the text. */
const sealedWith = 12 + 16 + '{"text":""}'.length;

/** How long a reason is, from the size of what is sealed, in bytes: nothing is opened to be counted. */
function lengthOfSealed(box: string): number {
  const padding = box.endsWith('==') ? 2 : box.endsWith('=') ? 1 : 0;
  return Math.max(0, (box.length / 4) * 3 - padding - sealedWith);
}

export async function meetingsClosed(views: Views, programme: string): Promise<readonly MeetingFact[]> {
  const meetings: MeetingFact[] = [];
  for await (const meeting of views.stream(meetingsMeasured, { index: 'byProgramme', equals: { programme } })) {
    meetings.push(meeting);
  }
  return meetings;
}
