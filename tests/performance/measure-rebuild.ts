import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import type { Contract, ContractData } from '#contracts/shared/contract.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { aProgramme } from '#contracts/testing/a-programme.js';
import { Inbox } from '#event-store/inbox.js';
import type { Message } from '#messaging/message-bus.js';
import { idFrom } from '#service-kit/ids.js';

import { impactReporting } from '../../apps/impact-reporting/src/impact-reporting.service.js';
import { openBare } from './bare-database.js';
import { narrative, Sequence } from './generated-stories.js';
import { median, processorTime, rate, timed, type Row } from './rows.js';
import { openService } from './running-service.js';
import type { Sizes } from './sizes.js';

const at = '2026-11-21T10:00:00.000Z';
const place = { programme: 'telling', period: '2026-Q1' };

function message<C extends Contract>(contract: C, subject: string, data: ContractData<C>): Message {
  return {
    specversion: '1.0',
    id: `${subject}@${contract.type}`,
    source: contract.source,
    type: contract.type,
    subject,
    time: at,
    datacontenttype: 'application/json',
    organisation: 'pont-y-bore',
    correlation: 'bench',
    data,
  };
}

const storyId = (number: number): string => idFrom('bench story', String(number));

function submitted(sequence: Sequence, number: number): Message {
  const story = storyId(number);
  // As long as the sealed text of such a story: what it says does not matter to who may not read it.
  const box = Buffer.from(narrative(sequence)).toString('base64');
  return message(storySubmittedV1, `story/${story}`, {
    ...{ story, ...place, domain: sequence.oneOf(['quality', 'services', null]) },
    ...{ language: sequence.oneOf(['en', 'cy', 'mixed']), route: sequence.oneOf(['own', 'interview', 'group']) },
    ...{ toldOn: '2026-02-03', storyVersion: 1, words: 120, reference: `G-${String(number).padStart(6, '0')}` },
    ...{ teller: idFrom('bench teller', String(number)), collector: null },
    text: { class: 'text', version: 1, box },
    names: sequence.below(10) < 6 ? { class: 'name', version: 1, box: 'c2VhbGVk'.repeat(12) } : null,
  });
}

function sittingClosed(number: number): Message {
  const sitting = idFrom('bench sitting', String(number));
  const stories = Array.from({ length: 8 }, (_, index) => storyId(number - index));
  return message(sittingClosedV1, `sitting/${sitting}`, {
    ...{ sitting, ...place, panel: 'east', level: 1, domain: null, method: 'majority', openedAt: at, closedAt: at },
    received: stories.map((story) => ({ story, from: 'period' as const })),
    outcome: { kind: 'one', stories: stories.slice(0, 1), followsCount: true },
    heldOver: [],
    passedUp: [],
    reasons: [],
    rounds: [],
    members: 7,
  });
}

/** What an organisation's years leave in the inbox: stories, one in twenty withdrawn, a sitting for every 400 events. */
export function* messages(count: number): Generator<Message> {
  const sequence = new Sequence(count);
  const programme = aProgramme({ id: 'telling' });
  yield message(programmeRevisedV1, 'programme/telling', { programme, change: 'ProgrammeCreated', revision: 1 });
  for (let number = 2; number <= count; number += 1) {
    if (number % 400 === 0) yield sittingClosed(number);
    else if (number % 20 === 0) {
      const story = storyId(number - 1);
      yield message(storyWithdrawnV1, `story/${story}`, { story, ...place, at });
    } else yield submitted(sequence, number);
  }
}

/** Reads every commit in the order of the log and decodes its JSON. */
function bareScan(file: string) {
  const database = openBare(file);
  const statement = database.prepare(
    'SELECT id, stream, first_version, json FROM commits WHERE id > ? ORDER BY id LIMIT 1000',
  );
  statement.setReturnArrays(true);
  const started = performance.now();
  const startedAt = processorTime();
  let events = 0;
  let after = 0;
  for (;;) {
    const rows = statement.all(after) as unknown[] as [
      id: number,
      stream: string,
      firstVersion: number,
      json: string,
    ][];
    for (const [, , , json] of rows) events += (JSON.parse(json) as unknown[]).length;
    const last = rows.at(-1);
    if (last === undefined) break;
    [after] = last;
  }
  const milliseconds = performance.now() - started;
  const processor = processorTime() - startedAt;
  database.close();
  return { events, milliseconds, processor };
}

export async function measureRebuild({ rebuilds, events }: Sizes, folder: string): Promise<readonly Row[]> {
  const service = await openService(impactReporting, folder);
  const { runtime, projections } = service.running;
  const inbox = new Inbox(runtime.store, 'impact-reporting');
  let taking: Promise<unknown>[] = [];
  for (const each of messages(events)) {
    taking.push(inbox.take(each));
    if (taking.length < 256) continue;
    await Promise.all(taking);
    taking = [];
  }
  await Promise.all(taking);
  await service.running.start();
  await service.running.settled();
  const names = impactReporting.readModels.map(({ name }) => name);
  const before = await Promise.all(names.map((name) => projections.fingerprint(name)));
  const taken = { bare: [] as number[], rebuild: [] as number[] };
  const ratios: number[] = [];
  const byProcessor: number[] = [];
  for (let round = 0; round <= rebuilds; round += 1) {
    const scan = bareScan(service.file);
    if (scan.events !== events) throw new Error(`${String(scan.events)} events were read, not ${String(events)}`);
    const startedAt = processorTime();
    const rebuild = await timed(() => projections.rebuild(...names));
    const processor = processorTime() - startedAt;
    // The former views are cleared away beside everything else, once the new ones serve.
    await projections.caughtUp();
    if (round === 0) continue;
    taken.bare.push(scan.milliseconds);
    taken.rebuild.push(rebuild);
    ratios.push(scan.milliseconds / rebuild);
    byProcessor.push(scan.processor / processor);
  }
  const after = await Promise.all(names.map((name) => projections.fingerprint(name)));
  if (before.join() !== after.join()) throw new Error('What was built again differs from what was there');
  await service.close();
  return [
    {
      name: `rebuild from ${events.toLocaleString('en-GB')} events, against a bare scan`,
      unit: 'ratio',
      runs: ratios,
      floor: { is: 'at least', value: 0.4 },
      beside: `${String(rate(events, median(taken.rebuild)))}/s against ${String(rate(events, median(taken.bare)))}/s; by processor time ${median(byProcessor).toFixed(2)}`,
    },
  ];
}
