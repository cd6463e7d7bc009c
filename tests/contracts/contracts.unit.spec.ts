import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { breaches } from '#contracts/shared/checking.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { RecordedEvents } from '#event-store/recorded-events.js';
import type { Message } from '#messaging/message-bus.js';
import { rootFolderOf } from '#web/source-folder.js';

import { contracts, readers, services } from './every-contract.js';
import { broken, covers, fieldsFound, type Readers } from './fields-read.js';
import { inInbox, viewsAfter } from './read-models-of.js';
import { recordRelease } from './record-release.js';
import { plain, relied, type Schema } from './schema-paths.js';

const root = rootFolderOf(import.meta.url);
const folder = join(root, 'tests/contracts');
const renews = process.env['NEWID_RENEW_SNAPSHOTS'] === '1';
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const write = (path: string, value: unknown): void => {
  writeFileSync(join(folder, path), `${JSON.stringify(value, null, 2)}\n`);
};

const fileOf = (type: string): string => `schemas/${type}.json`;
const releases = (): readonly string[] => readdirSync(join(folder, 'recorded')).sort();
const messagesOf = (release: string) => read(`recorded/${release}/messages.json`) as readonly Message[];

/** `NEWID_RENEW_SNAPSHOTS=1` writes what is not there yet. */
async function renew(): Promise<void> {
  // What was released stays as it is: only what is new is written.
  for (const { type, data } of contracts) if (!existsSync(join(folder, fileOf(type)))) write(fileOf(type), plain(data));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const release = join(folder, 'recorded', version);
  if (!existsSync(release)) await recordRelease(release);
  const found: Record<string, Record<string, readonly string[]>> = {};
  for (const service of readers) {
    for (const contract of service.listensTo) {
      const paths = await fieldsFound(service, contract, messagesOf(version));
      (found[service.name] ??= {})[contract.type] = [...paths].sort();
    }
  }
  if (!existsSync(join(folder, 'readers.json'))) write('readers.json', found);
}

if (renews) await renew();

describe('a contract that was released', () => {
  it.each(contracts.map(({ type, data }) => ({ type, data })))(
    '$type is what it was: a change that a reader could notice is a new version',
    ({ type, data }) => {
      expect(relied(plain(data))).toEqual(relied(read(fileOf(type)) as Schema));
    },
  );

  it('is still there', () => {
    const there = contracts.map(({ type }) => fileOf(type)).sort();
    expect(
      readdirSync(join(folder, 'schemas'))
        .map((name) => `schemas/${name}`)
        .sort(),
    ).toEqual(there);
  });
});

describe('what a service reads of what others say', () => {
  const released = (type: string): Schema => read(fileOf(type)) as Schema;
  const stated = (): Readers => read('readers.json') as Readers;

  it('is stated for every contract that it listens to', () => {
    const listening = Object.fromEntries(
      readers.map(({ name, listensTo }) => [name, listensTo.map(({ type }) => type).sort()]),
    );
    const listed = Object.fromEntries(
      Object.entries(stated()).map(([name, reads]) => [name, Object.keys(reads).sort()]),
    );
    expect(listed).toEqual(listening);
  });

  it('is there, as it was when it was stated', () => {
    expect(contracts.flatMap(({ type, data }) => broken(stated(), type, released(type), plain(data)))).toEqual([]);
  });

  it.each(
    readers.flatMap((service) =>
      service.listensTo.map((contract) => ({ service, contract, name: `${service.name} of ${contract.type}` })),
    ),
  )(
    'is stated whole: $name',
    async ({ service, contract }) => {
      const listed = stated()[service.name]?.[contract.type] ?? [];
      const found = await fieldsFound(service, contract, messagesOf(releases().at(-1) ?? ''));
      expect([...found].filter((path) => !listed.some((each) => covers(each, path)))).toEqual([]);
    },
    60_000,
  );

  it('fails when somebody removes a field, or makes it something else', () => {
    const reads: Readers = { 'panel-review': { 'story.submitted.v1': ['words', 'text.box', 'collector'] } };
    const was = released('story.submitted.v1');
    const withField = (name: string, field: Schema | undefined): Schema => {
      const { [name]: _, ...others } = was.properties ?? {};
      return { ...was, properties: field === undefined ? others : { ...others, [name]: field } };
    };
    const outcome = (now: Schema | undefined) => broken(reads, 'story.submitted.v1', was, now);
    expect(outcome(was)).toEqual([]);
    expect(outcome(withField('reference', undefined))).toEqual([]);
    expect(outcome(withField('words', undefined))).toEqual([
      'panel-review reads words of story.submitted.v1, which is gone',
    ]);
    expect(outcome(withField('words', { type: 'string' }))).toEqual([
      'panel-review reads words of story.submitted.v1, which is no longer what it was',
    ]);
    expect(outcome(withField('text', { type: 'string' }))).toEqual([
      'panel-review reads text.box of story.submitted.v1, which is gone',
    ]);
    expect(outcome(undefined)).toHaveLength(3);
  });
});

describe.each(releases().map((release) => ({ release })))('what was said and stored in $release', ({ release }) => {
  const events = () => read(`recorded/${release}/events.json`) as Readonly<Record<string, readonly RecordedEvent[]>>;

  it('keeps the contracts of today', () => {
    const problems = messagesOf(release).flatMap(({ id, type, data }) => {
      const contract = contracts.find((each) => each.type === type);
      return contract === undefined
        ? [`${id}: nobody knows ${type}`]
        : breaches(contract, data).map((each) => `${id}: ${each}`);
    });
    expect(problems).toEqual([]);
  });

  it.each(readers)('is taken by $name in any order of streams', async (service) => {
    const messages = messagesOf(release).map(inInbox);
    const views = await viewsAfter(service, messages);
    expect(views.length).toBeGreaterThan(2);
    await expect(viewsAfter(service, [...messages].reverse())).resolves.toBeDefined();
  });

  it.each(services)(
    'is read by $name from its own store, brought to the newest version of each event',
    async (service) => {
      const stored = new RecordedEvents(service.eventTypes);
      const recorded = (events()[service.name] ?? []).flatMap(({ stream, streamVersion, event, metadata }) =>
        stored.decode({ stream, firstVersion: streamVersion, json: JSON.stringify([{ event, metadata }]) }),
      );
      expect(recorded.length).toBeGreaterThanOrEqual(service.name === 'impact-reporting' ? 0 : 1);
      await expect(viewsAfter(service, recorded)).resolves.toBeDefined();
    },
  );
});
