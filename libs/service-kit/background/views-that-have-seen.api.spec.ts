import { Module } from '@nestjs/common';

import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { serviceKitErrors } from '../service-kit-errors.js';
import type { ServiceDefinition, ServiceRuntime } from '../service.js';
import { opening } from '../testing/opening.js';
import { startTestService } from '../testing/service-harness.js';
import { ViewsBehind, viewsThatHaveSeen } from './views-that-have-seen.js';

type Noted = DomainEvent<'Noted', { readonly note: string }>;
const isNoted = (event: DomainEvent): event is Noted => event.type === 'Noted';
const decider: Decider<number, Noted> = { initialState: 0, evolve: (count) => count + 1 };

interface NoteDocument {
  readonly id: string;
  readonly programme: string;
}
const notes = collection<NoteDocument>()('notes', { byProgramme: ['programme'] });
const ofProgramme = { index: 'byProgramme', equals: { programme: 'P1' } } as const;

@Module({})
class NoRoutes {}

async function readingIn(service: ServiceRuntime) {
  const { views } = service;
  const streamed: string[] = [];
  for await (const { id } of views.stream(notes, ofProgramme)) streamed.push(id);
  return {
    got: (await views.get(notes, 'second'))?.id,
    found: (await views.find(notes, ofProgramme)).documents.map(({ id }) => id),
    counted: await views.count(notes, ofProgramme),
    streamed,
  };
}

/** A service whose views stand still until they are let. */
async function started() {
  const [views, reaction, outbox] = [opening(), opening(), opening()];
  const read: unknown[] = [];
  const model: ReadModel = {
    name: 'notes',
    version: 1,
    collections: [notes],
    project: async ({ event }, changes) => {
      if (!isNoted(event)) return;
      await views.isOpen;
      changes.put(notes, { id: event.data.note, programme: 'P1' });
    },
  };
  const definition: ServiceDefinition = {
    name: 'story-submission',
    eventTypes: { Noted: { version: 1 } },
    readModels: [model],
    listensTo: [],
    speaks: [],
    async *publishes({ streamVersion }, service) {
      if (streamVersion < 2) return;
      outbox.open();
      read.push(await readingIn(service));
      yield* [];
    },
    reactions: [
      {
        name: 'reads-notes',
        on: async ({ streamVersion }, service) => {
          if (streamVersion < 2) return;
          reaction.open();
          read.push(await readingIn(service));
        },
      },
    ],
    background: [],
    module: () => ({ module: NoRoutes }),
  };
  const service = await startTestService(definition, serviceKitErrors);
  const note = (name: string) =>
    service.runtime.store.execute(
      'notes/1',
      {
        commandId: name,
        organisation: 'pont-y-bore',
        actor: 'E1',
        at: '2026-11-21T10:00:00.000Z',
        correlation: 'test',
      },
      decider,
      (): readonly Noted[] => [{ type: 'Noted', schemaVersion: 1, data: { note: name } }],
    );
  await note('first');
  await note('second');
  return { service, views, reaction, outbox, read };
}

describe('what a service does because of its log, where its views are behind', () => {
  it('is done on views that have seen the event, by a reaction and by the outbox', async () => {
    const { service, views, reaction, outbox, read } = await started();
    await reaction.isOpen;
    await outbox.isOpen;
    views.open();
    await service.settled();
    const both = ['first', 'second'];
    const all = { got: 'second', found: both, counted: 2, streamed: both };
    expect(read).toEqual([all, all]);
    await service.close();
  }, 20_000);

  it('is told to try again where they do not follow in time', async () => {
    const { service, views, reaction } = await started();
    await reaction.isOpen;
    const behind = viewsThatHaveSeen({ stream: 'notes/1', streamVersion: 2 }, service.runtime.views, 1);
    await expect(behind.get(notes, 'first')).rejects.toThrow(ViewsBehind);
    await expect(behind.find(notes, ofProgramme)).rejects.toThrow(ViewsBehind);
    await expect(behind.count(notes, ofProgramme)).rejects.toThrow(ViewsBehind);
    await expect(behind.stream(notes, ofProgramme)[Symbol.asyncIterator]().next()).rejects.toThrow(ViewsBehind);
    views.open();
    await service.close();
  }, 20_000);
});
