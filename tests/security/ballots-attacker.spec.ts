import { createHmac } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { SqliteBallotSlots } from '#service-kit/embedded/sqlite-ballot-slots.js';
import { RoundKeyFiles } from '#service-kit/ballots/round-key-files.js';
import { Database } from '#sqlite/database.js';

import { boxOf } from '../../apps/panel-review/src/deciding/box-of-round.js';
import { panelReview } from '../../apps/panel-review/src/panel-review.service.js';
import { loadRound } from '../../apps/panel-review/src/reading-streams/load.js';
import { BallotsAttack, type Answers, type Evidence } from './ballots-attack.js';
import { chanceOfAtLeast } from './chance.js';
import { LargePanel, shuffled } from './large-panel.js';

/** 30 members each. */
const rounds = process.env['TESTED_IN_FULL'] === '1' ? 200 : 16;
const patience = rounds * 20_000;
const patterns = { ballot: /3\.1\d{5}1/g, member: /Zyxmember\d{4}/g };

/** Ballots that a careless program would leave beside the others, each in its own way: rows of answers. */
type Leak = (answers: readonly (readonly [ballot: string, member: string])[], evidence: Evidence) => readonly string[];
const row = (ballot: string, more = ''): string => `{"scores":{"A":${ballot}}${more}}`;
const turnedBy = <Item>(items: readonly Item[], by: number): readonly Item[] => [
  ...items.slice(by),
  ...items.slice(0, by),
];
const leaks: Readonly<Record<string, Leak>> = {
  'in the order in which they came': (answers) => answers.map(([ballot]) => row(ballot)),
  'in the order in which they came, backwards': (answers) => answers.map(([ballot]) => row(ballot)).reverse(),
  'in the order of the roll': (answers, { members }) =>
    [...answers].sort(([, one], [, other]) => members.indexOf(one) - members.indexOf(other)).map(([b]) => row(b)),
  'shuffled, always in the same way': (answers) => turnedBy(answers, 7).map(([ballot]) => row(ballot)),
  'shuffled, with times': (answers) =>
    shuffled(answers.map(([ballot], at) => row(ballot, `,"at":"2026-11-21T10:00:${String(at + 10)}.000Z"`))),
  'shuffled, with ids that sort by time': (answers) =>
    shuffled(
      answers.map(([ballot], at) => row(ballot, `,"id":"0193${String(at + 1000)}-0000-7000-8000-000000000000"`)),
    ),
  'shuffled, with a HMAC of the member under a key that is left': (answers, { files }) =>
    shuffled(
      answers.map(([ballot, member]) => {
        const key = Buffer.from((files.get('master.key') ?? Buffer.alloc(0)).toString('latin1').trim(), 'base64');
        return row(ballot, `,"slot":"${createHmac('sha256', key).update(member).digest('base64url')}"`);
      }),
    ),
};

describe('whoever holds every file and key from after a secret round has closed', () => {
  const panel = new LargePanel();
  const attack = new BallotsAttack(patterns);
  const planted = new Map(Object.keys(leaks).map((name) => [name, new BallotsAttack(patterns)]));
  const before = mkdtempSync(join(tmpdir(), 'newid-before-'));
  const after = mkdtempSync(join(tmpdir(), 'newid-after-'));
  let copied = '';
  let copiedTruth: Answers = new Map();
  const receipts = new Set<string>();

  beforeAll(async () => {
    await panel.start({ method: 'scoring', secret: true });
    for (let held = 0; held < rounds; held += 1) {
      const isLast = held === rounds - 1;
      const { evidence, truth, ...said } = await panel.holdRound((round) => {
        if (!isLast) return;
        copied = round;
        panel.copyTo(before);
      });
      for (const { status, text, headers } of said.receipts) receipts.add(`${String(status)} ${text} ${headers}`);
      attack.attack(evidence, truth);
      const answers = evidence.cameIn.flatMap((member) =>
        [...truth].filter(([, by]) => by === member).map(([ballot]) => [ballot, member] as const),
      );
      for (const [name, leak] of Object.entries(leaks)) {
        const left = Buffer.from(leak(answers, evidence).join(' '.repeat(400)));
        const small = [...evidence.files].filter(([, { length }]) => length < 1_024);
        planted.get(name)?.attack({ ...evidence, files: new Map([...small, ['a careless file', left]]) }, truth);
      }
      if (isLast) copiedTruth = truth;
    }
    panel.copyTo(after);
  }, patience);
  afterAll(async () => {
    await panel.end();
    for (const folder of [before, after]) rmSync(folder, { recursive: true });
  });

  it.each(Object.keys(leaks))('would be told by answers left %s', (name) => {
    const [best] = planted.get(name)?.beaten() ?? [];
    // More than nine in ten of the rounds that could tell: half of them, where a rule had to be learned first.
    expect(best?.right ?? 0).toBeGreaterThan((best?.rounds ?? rounds) * 27);
  });

  it(`joins members to ballots no better than by chance, over ${String(rounds)} rounds of 30`, () => {
    const scores = attack.scores();
    // The published list, and at least one file in which the ballots stand, against many orders of members.
    expect(scores.filter(({ way }) => way.includes('panel-review.db')).length).toBeGreaterThan(10);
    expect(scores.some(({ way, rounds: held }) => way.startsWith('the published list') && held === rounds)).toBe(true);
    expect(attack.beaten()).toEqual([]);
  });

  it('is told by a receipt only that an answer was taken: the same one to all', () => {
    expect([...receipts].map((receipt) => receipt.split(' [')[0])).toEqual(['201 {"taken":true}']);
  });

  /** How many of a round are joined by opening what the stores of one time hold with the keys of another. */
  async function opened({ stores, keys }: { readonly stores: string; readonly keys: string }): Promise<number> {
    const folder = mkdtempSync(join(tmpdir(), 'newid-opened-'));
    const of = (...path: readonly string[]): string => join(folder, ...path);
    cpSync(stores, folder, { recursive: true });
    for (const path of ['master.key', 'keys', 'round-keys']) {
      rmSync(of(path), { recursive: true, force: true });
      cpSync(join(keys, path), of(path), { recursive: true });
    }
    const masterKey = openMasterKey({ file: of('master.key'), createIfMissing: false });
    const vault = await openSqliteKeyVault({ file: of('vault.db'), keysFolder: of('keys'), masterKey });
    const [ofSlots, ofService] = [new Database(of('slots.db')), new Database(of('panel-review.db'))];
    try {
      const slots = new SqliteBallotSlots(ofSlots, new RoundKeyFiles(of('round-keys')));
      const { store } = openSqliteEventStore(ofService, panelReview.eventTypes, { apartMs: 0 });
      const round = await loadRound(store, copied);
      if (round === undefined) throw new Error('The copy does not know the round: it shows nothing');
      const answers = (await (await boxOf({ vault, slots }, round))?.answers()) ?? [];
      const [story = ''] = panel.stories;
      return answers.filter(({ member, answer }) => copiedTruth.get(String(answer.scores?.[story])) === member).length;
    } finally {
      ofSlots.close();
      ofService.close();
      await vault.close();
      rmSync(folder, { recursive: true });
    }
  }

  it('opens nothing with stores of before and keys of after, and everything with both of before', async () => {
    expect(await opened({ stores: before, keys: before })).toBe(30);
    expect(await opened({ stores: before, keys: after })).toBe(0);
    expect(await opened({ stores: after, keys: after })).toBe(0);
  });
});

describe('chance', () => {
  it('is what tables of Poisson say', () => {
    expect(chanceOfAtLeast(0, 3)).toBeCloseTo(1, 12);
    expect(chanceOfAtLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
    expect(chanceOfAtLeast(3, 1)).toBeCloseTo(1 - 2.5 * Math.exp(-1), 12);
  });
});
