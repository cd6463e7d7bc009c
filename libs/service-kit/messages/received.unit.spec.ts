import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';

import { messageFrom } from './message-from.js';
import { messageReceived, received } from './received.js';

const at = '2026-06-01T10:00:00.000Z';
const data = { story: 'A', programme: 'telling', period: '2026-Q1', at };
const metadata = { organisation: 'pont-y-bore', actor: 'T1', at, correlation: 'c1' };
const recorded = (type: string, said: object): RecordedEvent => ({
  stream: 'story/A',
  streamVersion: 3,
  event: { type, schemaVersion: 1, data: said },
  metadata,
});

describe('a message to other services', () => {
  const event = recorded('StoryWithdrawn', {});

  it('has the place of its event for its id, so that it is taken once however often it is published', () => {
    expect(messageFrom(event, storyWithdrawnV1, data)).toEqual({
      specversion: '1.0',
      id: 'story/A@3',
      source: 'story-submission',
      type: 'story.withdrawn.v1',
      subject: 'story/A',
      time: at,
      datacontenttype: 'application/json',
      organisation: 'pont-y-bore',
      correlation: 'c1',
      data,
    });
  });

  it('that is one of several of an event has an id and a subject of its own', () => {
    const part = { id: 'row-7', subject: 'story/B' };
    const message = messageFrom(event, storyWithdrawnV1, data, part);
    expect([message.id, message.subject]).toEqual(['story/A@3#row-7', 'story/B']);
  });
});

describe('a message of another service', () => {
  const inInbox = (said: object) =>
    recorded(messageReceived, { ...messageFrom(recorded('x', {}), storyWithdrawnV1, data), ...said });

  it('is read by its contract', () => {
    expect(received(inInbox({}), storyWithdrawnV1)).toEqual(data);
  });

  it('is none of another contract, and an event of one’s own is none at all', () => {
    expect(received(inInbox({}), storySubmittedV1)).toBeUndefined();
    expect(
      received(recorded('StoryWithdrawn', { type: 'story.withdrawn.v1', data }), storyWithdrawnV1),
    ).toBeUndefined();
    expect(received(recorded(messageReceived, {}), storyWithdrawnV1)).toBeUndefined();
  });

  it('that breaks its contract is an error that names the field: it must not have been taken', () => {
    expect(() => received(inInbox({ data: { ...data, period: 5 } }), storyWithdrawnV1)).toThrow('/period');
  });
});
