import { mongo } from 'mongoose';

import { RunningNewid } from '../acceptance/running-newid.js';
import { theWholeMethod } from '../acceptance/whole-method.contract.js';
import { whoMayUseWhat } from '../security/access-matrix.contract.js';
import { somebodyWhoMeansHarm } from '../security/attacks.contract.js';
import { filesOf } from '../security/large-panel.js';
import { underAttack, type UnderAttack } from '../security/under-attack.js';
import { CopyOfMongo } from './copies-of-servers.js';
import { recordsOfTopics } from './records-of-topics.js';
import { SeparateProcesses } from './separate-processes.js';
import { ServicesUnderAttack } from './services-under-attack.js';
import { Telling } from './telling.js';
import { textsOfPeople } from './texts-of-people.js';

const programme = 'dweud-y-newid-2026';
/** One process is asked about every route, in tests/security. */
const oneIn = process.env['TESTED_IN_FULL'] === '1' ? 1 : 16;

describe('the whole method, in separate processes over MongoDB and Kafka, two of each busy service', () => {
  const place = new SeparateProcesses({ 'panel-review': 2, 'story-submission': 2 });
  const newid = new RunningNewid(place);

  theWholeMethod(newid);

  it('does a command once that comes to both processes of a service at the same moment', async () => {
    const addresses = place.services.addressesOf('story-submission');
    expect(addresses).toHaveLength(2);
    const telling = new Telling(newid);
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => telling.send(addresses[at % 2] ?? '', `story-${String(at % 10)}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const stories = new Set(answers.map(({ story }) => story));
    expect(stories.size).toBe(10);
    await newid.caughtUp();
    expect((await telling.listed()).sort()).toEqual([...stories].sort());
    expect(await telling.toldInReport()).toBe(10);
  }, 60_000);

  it.each([
    ['identity-access', '/en'],
    ['programme-design', `/cy/programmes/${programme}`],
    ['story-submission', '/en/stories'],
    ['panel-review', '/cy/meetings'],
    ['impact-reporting', `/en/programmes/${programme}/periods/2026-Q1/report`],
  ])('calls whoever is signed in, and the organisation, by their names on the pages of %s', async (_, path) => {
    const evaluator = await newid.as('E1');
    const { status, text } = await evaluator(path);
    expect(status).toBe(200);
    expect(text).toMatch(/E1, \w+/);
    expect(text).toContain(path.startsWith('/cy') ? 'Rhwydwaith Pont y Bore' : 'Pont y Bore Network');
  });

  it('leaves no text of people and no name to be read in any topic', async () => {
    const records = await recordsOfTopics({ brokers: [...place.servers.kafka.brokers] });
    const isIn = (text: string): boolean => records.some(({ bytes }) => bytes.includes(text));
    // They are all there: what is written for machines can be read.
    for (const service of [
      'identity-access',
      'programme-design',
      'story-submission',
      'panel-review',
      'impact-reporting',
    ])
      expect(records.some(({ topic }) => topic === `newid.${service}`)).toBe(true);
    expect(isIn('dweud-y-newid-2026')).toBe(true);
    const texts = textsOfPeople();
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter(isIn)).toEqual([]);
    expect(['marigold', 'E1, evaluator', 'A1, administrator'].filter(isIn)).toEqual([]);
  }, 60_000);

  it('leaves none in a collection, in the oplog of MongoDB, in a file, or in what the services said', async () => {
    const mongoOfAll = new CopyOfMongo(place.servers.mongo.url);
    const files = new Map([
      ...(await mongoOfAll.since(new mongo.Timestamp({ t: 0, i: 0 }))),
      ...filesOf(place.folder, (name) => !name.startsWith('servers')),
      ['what the services said', Buffer.from(newid.said)],
    ]);
    await mongoOfAll.close();
    const whereIs = (text: string): readonly string[] =>
      [...files].filter(([, bytes]) => bytes.includes(text)).map(([file]) => `${file}: ${text}`);
    // Each is there: ids of the programme can be read.
    for (const file of ['the oplog', 'newid-story-submission.commits']) {
      expect(files.get(file)?.includes('dweud-y-newid-2026')).toBe(true);
    }
    expect([...textsOfPeople(), 'E1, evaluator', 'A1, administrator'].flatMap(whereIs)).toEqual([]);
  }, 60_000);

  // Last: attacks change whatever can be changed.
  describe('attacked', () => {
    let attacked: UnderAttack;
    beforeAll(async () => {
      attacked = await underAttack(newid, new ServicesUnderAttack(place), oneIn);
    }, 120_000);

    describe('by somebody who means harm', () => {
      somebodyWhoMeansHarm(() => attacked);
    });
    // After them: it closes whatever can be closed without a word.
    describe('by those who may not use it', () => {
      whoMayUseWhat(() => attacked);
    });
  });
});
