import type { RecordedEvent } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import type { Reaction } from '#service-kit/service.js';

import { rightsRequestStream, type Right } from '../../domain/rights-request/events.js';
import { receiveAsDone, rightsRequestDecider } from '../../domain/rights-request/rights-request.js';
import { isContributorEvent, type ContributorAnswered } from '../../domain/story/contributor-events.js';
import { isStoryEvent, type StoryEvent } from '../../domain/story/events.js';
import { allowsTheSame, narrowest } from '#contracts/shared/narrowest-consent.js';

const rightUsed: Readonly<Partial<Record<StoryEvent['type'], Right>>> = {
  ConsentNarrowed: 'narrow',
  StoryCorrected: 'correct',
  SharingPaused: 'pause',
  SharingResumed: 'resume',
  StoryWithdrawn: 'withdraw',
  StoryErased: 'erase-story',
  ContributorAnswered: 'narrow',
  ContributorPaused: 'pause',
  ContributorTookBack: 'withdraw',
  ContributorErased: 'erase-person',
};

/**
 * Whatever a teller, or one of several, does with their story stands in the register, by whichever door: the entry is
 * made from the story's own log, so that a stop between the two loses none. What was done because of an entry is in it already,
 * and what was kept long enough went because nobody asked.
 */
export const registerOwnActs: Reaction = {
  name: 'register-own-acts',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    if (
      !isStoryEvent(event) ||
      /^(?:rights-request|retention|over-time|death|programme)\//.test(metadata.causation ?? '')
    )
      return;
    const right = rightUsed[event.type];
    if (right === undefined) return;
    const { store } = service;
    const recorded = await store.read(stream);
    if (event.type === 'ContributorAnswered' && !isLessThanBefore(event, recorded, streamVersion)) return;
    const [first] = recorded;
    if (first === undefined || !isStoryEvent(first.event) || first.event.type !== 'StorySubmitted') return;
    const { organisation, actor, at, correlation } = metadata;
    const request = idFrom('rights-request', stream, String(streamVersion));
    const { story, programme } = first.event.data;
    const day = await dayOfProgramme(service, programme, at);
    const asked = {
      ...{ request, right, receivedOn: day, enteredBy: actor, words: null },
      ...{ story, programme },
      ...(isContributorEvent(event) && 'contributor' in event.data ? { contributor: event.data.contributor } : {}),
      how: actor === 'anyone' ? ('code' as const) : ('other' as const),
    };
    const command = {
      ...{ organisation, actor, at, correlation, commandId: idFrom('register', request) },
      causation: `${stream}@${String(streamVersion)}`,
    };
    await store.execute(rightsRequestStream(request), command, rightsRequestDecider, (state) =>
      receiveAsDone(state, asked, day),
    );
  },
};

/** A first answer, and one that gives more, is no request. */
function isLessThanBefore(
  { data: { contributor, consent } }: ContributorAnswered,
  recorded: readonly RecordedEvent[],
  streamVersion: number,
): boolean {
  const before = recorded
    .filter((each) => each.streamVersion < streamVersion)
    .flatMap(({ event }) =>
      isStoryEvent(event) && event.type === 'ContributorAnswered' && event.data.contributor === contributor
        ? [event.data.consent]
        : [],
    )
    .at(-1);
  return before !== undefined && !allowsTheSame(before, narrowest(before, consent));
}
