import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { SqliteBallotSlots } from '#service-kit/embedded/sqlite-ballot-slots.js';
import { RoundKeyFiles } from '#service-kit/ballots/round-key-files.js';
import { Database } from '#sqlite/database.js';

import { openRoundApi, roundApi } from './addresses.js';
import { roundStream } from './domain/round/round.js';
import { sittingStream } from './domain/sitting/events.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const five = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
const patience = 60_000;

/** Scores that stand nowhere else: whoever finds one has found somebody's answer. */
const canaries = { M1: 2.718281, M2: 3.141592, M3: 1.618033, M4: 1.414213, M5: 1.732051 } as const;

describe('of a secret round', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start({
      rules: {
        quorum: 'more_than_half',
        scale: { min: 1, max: 10 },
        maxRounds: 20,
        minimumBallots: 5,
        tellersHidden: true,
        skippingAllowed: true,
      },
    });
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene(five);
    meeting = await panel.openMeeting(['A', 'B'], { method: 'scoring', secret: true });
    await panel.read(meeting, ...five);
  }, patience);
  afterAll(() => panel.close());

  /** Names of those files of the data folder, journals and keys too, in which a word stands. */
  const filesWith = (word: string): readonly string[] =>
    readdirSync(panel.service.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(word))
      .map((file) => file.slice(panel.service.folder.length + 1));

  it(
    'no file joins what was answered to who answered it, before it closes or after',
    async () => {
      const { store, slots, vault } = panel.service.runtime;
      const round = await panel.openRound(meeting);
      // A first answer that is changed: nothing of it may be left either.
      const first = 9.869604;
      await panel.cast(round, { M1: { scores: { A: first } } });
      const replaced = [...(await slots.ballots(round))];
      await panel.cast(
        round,
        Object.fromEntries(five.map((name) => [name, { scores: { A: canaries[name], B: canaries[name] } }])),
      );
      await panel.service.settled();

      const filled = await slots.ballots(round);
      const secret = await slots.secretOf(round);
      const sealed = [...replaced, ...filled].flatMap(([slot, { box }]) => [slot, box]).concat(secret?.box ?? []);
      expect(filled.size).toBe(5);
      // So that finding nothing afterwards means something.
      for (const word of [...filled.keys()]) expect(filesWith(word)).not.toEqual([]);
      // As long for one answer as for another: one story, two stories.
      expect(new Set([...replaced, ...filled].map(([, { box }]) => box.length)).size).toBe(1);
      for (const answer of [first, ...Object.values(canaries)]) expect(filesWith(String(answer))).toEqual([]);

      expect(await panel.closeRound(round)).toMatchObject({ answered: 5 });
      await panel.service.settled();

      for (const word of sealed) expect(filesWith(word)).toEqual([]);
      expect(filesWith(String(first))).toEqual([]);
      await expect(vault.openRound(roundStream(round))).rejects.toThrow('erased');
      expect(await vault.sealer(roundStream(round))).toBeUndefined();

      // The answers are published, in the log of the service and nowhere else, in one event that names no member.
      for (const answer of Object.values(canaries)) {
        const found = filesWith(String(answer));
        expect(found).not.toEqual([]);
        expect(found.filter((file) => !file.startsWith('service.db'))).toEqual([]);
      }
      const events = [...(await store.read(roundStream(round))), ...(await store.read(sittingStream(meeting.sitting)))];
      const telling = events.filter(({ event }) =>
        Object.values(canaries).some((answer) => JSON.stringify(event).includes(String(answer))),
      );
      expect(telling.map(({ event }) => event.type)).toEqual(['BallotsCounted']);
      for (const name of five) expect(JSON.stringify(telling)).not.toContain(`"${name}"`);
      // Nothing that a member sent is on record in the round: no event, no command.
      expect(new Set((await store.read(roundStream(round))).map(({ metadata }) => metadata.actor))).toEqual(
        new Set(['F1']),
      );
      expect(JSON.stringify(panel.service.said())).not.toContain(String(canaries.M1));
    },
    patience,
  );

  it('copies of every database from before it closed, with the keys of after, give no answer away', async () => {
    const { folder } = panel.service;
    const copies = mkdtempSync(join(tmpdir(), 'newid-copies-'));
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { scores: { A: canaries.M1 } } });
    for (const file of readdirSync(folder).filter((name) => name.includes('.db'))) {
      copyFileSync(join(folder, file), join(copies, file));
    }
    await panel.closeRound(round, { withoutResult: true });

    const masterKey = openMasterKey({ file: join(folder, 'master.key'), createIfMissing: false });
    const vault = await openSqliteKeyVault({
      file: join(copies, 'vault.db'),
      keysFolder: join(folder, 'keys'),
      masterKey,
    });
    const ofSlots = new Database(join(copies, 'slots.db'));
    const slots = new SqliteBallotSlots(ofSlots, new RoundKeyFiles(join(folder, 'round-keys')));
    const [filled] = (await slots.ballots(round)).values();
    if (filled === undefined) throw new Error('The copy has no ballot: it shows nothing');
    // The key of the round opens, for its epoch goes on; inside, the answer is sealed under what is in no copy.
    const inner = (await vault.openRound(roundStream(round))).open<string>(filled);
    expect(Buffer.from(inner, 'base64').includes('scores')).toBe(false);
    expect(await slots.secretOf(round)).toBeUndefined();
    ofSlots.close();
    await vault.close();
    rmSync(copies, { recursive: true });
  });

  it(
    'the order of what is published is not that of casting, nor of the members',
    async () => {
      const places: number[] = [];
      for (let time = 0; time < 10; time += 1) {
        const round = String((await panel.done('F1', openRoundApi.to({ sitting: meeting.sitting })))['round']);
        await panel.cast(round, Object.fromEntries(five.map((name, at) => [name, { scores: { A: at + 1 } }])));
        await panel.closeRound(round);
        const { ballots } = (await panel.get(people.M1, roundApi.to({ round }))).body;
        places.push(ballots.findIndex(({ scores }: { scores: { A: number } }) => scores.A === 1));
      }
      // By chance all ten would be the same once in two million times.
      expect(new Set(places).size).toBeGreaterThan(1);
    },
    patience,
  );
});
