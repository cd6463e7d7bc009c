import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compileLibraries } from '../testing/compiled-libraries.js';
import { notesOfStreams, openNotingServices, type Moment, type Noted } from '../testing/noting-services.js';

const patience = 60_000;
const streams = ['note/a', 'note/b', 'note/c'];
const notes = 300;

/** Notes 1 to 300, one after another on three streams: a hundred on each. */
const expected = streams.map((id, at) => ({
  id,
  count: 100,
  notes: Array.from({ length: 100 }, (_, round) => ` ${String(round * 3 + at + 1)}`).join(''),
}));

describe('a process killed with -9 between a service’s log and another’s inbox', () => {
  let program: string;
  let folder: string;

  beforeAll(async () => {
    program = mkdtempSync(join(tmpdir(), 'newid-program-'));
    await compileLibraries(program, ['event-store', 'sqlite', 'contracts/shared', 'projections', 'messaging']);
  }, patience);
  afterAll(() => {
    rmSync(program, { recursive: true });
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'newid-kill-'));
    const services = openNotingServices(folder);
    for (let note = 1; note <= notes; note += 1) {
      const event: Noted = { type: 'Noted', schemaVersion: 1, data: { note } };
      await services.store.append(streams[(note - 1) % 3] ?? '', [event], {
        ...{ organisation: 'org', actor: 'person/1', at: '2026-11-21T10:00:00.000Z', correlation: 'c' },
        expected: 'any',
        commandId: `note ${String(note)}`,
      });
    }
    await services.close();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function killedAt(moment: Moment, times: number): Promise<void> {
    const child = spawn(process.execPath, ['libs/messaging/testing/dying-process.js', folder, moment, String(times)], {
      cwd: program,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
  }

  /** Goes on in this process; what stands then, and how many messages came, those that came again included. */
  async function afterwards() {
    const services = openNotingServices(folder);
    await services.goOn();
    const projected = [];
    for (const id of streams) projected.push(await services.projections.views.get(notesOfStreams, id));
    const inbox = await Promise.all(
      streams.map(async (stream) =>
        (await services.taker.read(`inbox/noting/${stream}`)).map(({ metadata: { causation } }) => causation),
      ),
    );
    const before = await services.projections.fingerprint('notes');
    await services.projections.rebuild('notes');
    const after = await services.projections.fingerprint('notes');
    await services.close();
    return { projected, inbox, isRebuiltTheSame: before === after, deliveries: services.delivered.length };
  }
  const whole = {
    projected: expected,
    inbox: streams.map((stream) => Array.from({ length: 100 }, (_, at) => `${stream}@${String(at + 1)}`)),
    isRebuiltTheSame: true,
  };

  it.each([1, 50, 51, 137, 299])(
    'in the middle of a batch of a projection, at event %d, projects each event once',
    async (event) => {
      await killedAt('projecting', event);
      expect(await afterwards()).toMatchObject(whole);
    },
    patience,
  );

  it(
    'again and again in the same batch, projects each event once',
    async () => {
      for (const event of [10, 20, 30, 49]) await killedAt('projecting', event);
      expect(await afterwards()).toMatchObject(whole);
    },
    patience,
  );

  it(
    'after it published and before it knew, publishes again, and the other service takes each once',
    async () => {
      await killedAt('published', 1);
      const { deliveries, ...stands } = await afterwards();
      expect(stands).toEqual(whole);
      // Some came twice, or the kill was not where it was meant to be.
      expect(deliveries).toBeGreaterThan(notes);
    },
    patience,
  );

  it.each([1, 2, 150])(
    'after it took message %d and before the bus knew, takes each once',
    async (message) => {
      await killedAt('taken', message);
      expect(await afterwards()).toMatchObject(whole);
    },
    patience,
  );

  it(
    'at one moment after another, loses nothing and does nothing twice',
    async () => {
      await killedAt('projecting', 75);
      await killedAt('published', 1);
      await killedAt('taken', 40);
      await killedAt('taken', 40);
      expect(await afterwards()).toMatchObject(whole);
    },
    patience,
  );
});
