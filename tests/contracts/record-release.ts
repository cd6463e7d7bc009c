import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Contract } from '#contracts/shared/contract.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { reportPublishedV1 } from '#contracts/impact-reporting/report-published.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import type { RunningService } from '#service-kit/starting/start-service.js';

import { startPlatform } from '../../apps/platform/src/platform.js';
import { loadSample } from '../../apps/platform/src/sample/load-sample.js';

export interface RecordedRelease {
  readonly messages: readonly Message[];
  /** Of each service, as they stand in its store. */
  readonly events: Readonly<Record<string, readonly RecordedEvent[]>>;
}

const ofEachKind = 2;

/** Writes what the sample makes each service say and store: some of each kind. Done once, at a release; never changed. */
export async function recordRelease(folder: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'newid-record-'));
  const configuration = readConfiguration({ NEWID_DATA: data, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' });
  const platform = await startPlatform(configuration, openDataFolder(configuration, true));
  try {
    await loadSample(platform.address, await platform.setUpLink(), () => undefined);
    await platform.settled();
    const messages: Message[] = [];
    const events: Record<string, readonly RecordedEvent[]> = {};
    for (const service of platform.services) {
      const log = await logOf(service);
      events[service.definition.name] = someOfEach(log, ({ event }) => `${event.type} ${String(event.schemaVersion)}`);
      for (const event of log)
        for await (const said of service.definition.publishes(event, service.runtime)) messages.push(said);
    }
    const recorded: RecordedRelease = {
      messages: withWhatTheSampleLacks(someOfEach(messages, ({ type }) => type)),
      events,
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'messages.json'), `${JSON.stringify(recorded.messages, null, 2)}\n`);
    writeFileSync(join(folder, 'events.json'), `${JSON.stringify(recorded.events, null, 2)}\n`);
  } finally {
    await platform.close();
    rmSync(data, { recursive: true, force: true });
  }
}

async function logOf({ runtime: { store } }: RunningService): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let position = 0; ;) {
    const commits = await store.readLog(position, 500);
    const last = commits.at(-1);
    if (last === undefined) return events;
    events.push(...commits.flatMap((commit) => commit.events).filter(({ stream }) => !stream.startsWith('inbox/')));
    position = last.position;
  }
}

function someOfEach<Item>(items: readonly Item[], kindOf: (item: Item) => string): readonly Item[] {
  const counts = new Map<string, number>();
  return items.filter((item) => {
    const count = (counts.get(kindOf(item)) ?? 0) + 1;
    counts.set(kindOf(item), count);
    return count <= ofEachKind;
  });
}

/** Nobody withdraws, narrows or publishes in the sample; here somebody does, about its first story. */
function withWhatTheSampleLacks(messages: readonly Message[]): readonly Message[] {
  const told = messages.find(({ type }) => type === 'story.submitted.v1');
  if (told === undefined) throw new Error('The sample tells no story');
  const { story, programme, period } = told.data as Readonly<Record<string, unknown>>;
  const about = { story, programme, period, at: told.time };
  const message = (contract: Contract, subject: string, version: number, data: unknown): Message => ({
    ...told,
    id: `${subject}@${String(version)}`,
    source: contract.source,
    type: contract.type,
    subject,
    data,
  });
  const report = { report: 'R1', programme, period, issue: 1, audience: 'public', stories: [story], at: told.time };
  const lacking = [
    message(storyConsentChangedV1, told.subject, 2, { ...about, audiences: ['panel', 'organisation'] }),
    message(storyWithdrawnV1, told.subject, 3, about),
    message(reportPublishedV1, 'report/R1', 1, report),
  ];
  return [...messages, ...lacking.filter(({ type }) => messages.every((each) => each.type !== type))];
}
