import { allApprove, Replayed, type PanelReplayed } from './replayed.js';
import { RunningNewid } from './running-newid.js';

const patience = 240_000;

/** Rounds as they were held elsewhere, in their numbers and their ways of choosing; stories and people are invented. */
describe('rounds that were held before', () => {
  const newid = new RunningNewid();
  beforeAll(() => newid.start(), patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
  }, patience);

  it(
    'goes from 134 stories to 24 and to 5 over three levels, with every reason so far',
    async () => {
      const local = ['M01', 'M02'];
      const above = ['M03', 'M04', 'M05'];
      const teams = ['a', 'b', 'c', 'd', 'e', 'f'];
      const panels: readonly PanelReplayed[] = [
        ...teams.map((id) => ({ id, level: 1, method: 'approval' as const, members: local, passesUpTo: ['area'] })),
        { id: 'area', level: 2, method: 'approval', members: above, passesUpTo: ['nation'] },
        { id: 'nation', level: 3, method: 'majority', members: above },
      ];
      const replay = await Replayed.begin(newid.address, 'funnel', panels);
      const told = await replay.collect('2026-Q1', { quality: 134 }, 'FU');
      await replay.convene();
      const passedUp: string[] = [];
      for (const [at, team] of teams.entries()) {
        // 23 for each of the first two, and 22 for the others: 134.
        const from = at * 22 + Math.min(at, 2);
        const stories = told.slice(from, from + (at < 2 ? 23 : 22));
        const meeting = await replay.meet(team, stories);
        const chosen = stories.slice(0, 4);
        await meeting.round(allApprove(local, chosen));
        await meeting.decide('joint', chosen, `What team ${team} saw most of`);
        passedUp.push(...chosen);
      }
      expect(passedUp).toHaveLength(24);
      const area = await replay.meet('area', passedUp);
      const five = [0, 5, 10, 15, 20].map((at) => passedUp[at] ?? '');
      await area.round(allApprove(above, five));
      await area.decide('joint', five, 'One of almost every team');
      const nation = await replay.meet('nation', five);
      const [first = '', second = ''] = five;
      await nation.round({ M03: { choice: first }, M04: { choice: second }, M05: { choice: first } });
      await nation.decide('one', [first], 'It speaks for the others');

      const levels = await replay.chosen('2026-Q1', 8);
      const chosenAt = levels.map(({ sittings }) =>
        sittings.flatMap(({ chosen }) => chosen.map((each) => each.reference)),
      );
      expect(chosenAt.map((each) => each.length)).toEqual([24, 5, 1]);
      expect([...(chosenAt[0] ?? [])].sort()).toEqual([...passedUp].sort());
      expect(
        levels.map(({ sittings }) => sittings.reduce((all, { considered }) => all + (considered ?? 0), 0)),
      ).toEqual([134, 24, 5]);
      // What the team and the area said of it stands before whoever chooses last.
      const story = await replay.get(`/api/v1/sittings/${nation.sitting}/stories/${replay.idOf(first)}`, 'M03');
      const said = JSON.stringify(story);
      expect(said).toContain('M01 would tell it again');
      expect(said).toContain('What team a saw most of');
      expect(said).toContain('One of almost every team');
    },
    patience,
  );

  it(
    'finds up to four by consensus among 89 and among 76',
    async () => {
      const members = ['M06', 'M07', 'M08'];
      const panels = ['coast', 'hills'].map((id) => ({ id, level: 1, method: 'consensus' as const, members }));
      const replay = await Replayed.begin(newid.address, 'consensus', panels);
      const told = await replay.collect('2026-Q1', { quality: 165 }, 'CO');
      await replay.convene();
      for (const [panel, stories, objects] of [
        ['coast', told.slice(0, 89), true],
        ['hills', told.slice(89), false],
      ] as const) {
        const meeting = await replay.meet(panel, stories);
        await meeting.round({
          M06: { choice: stories[0] ?? '' },
          M07: { choice: stories[1] ?? '' },
          M08: { abstain: true },
        });
        const four = stories.slice(0, 4);
        if (objects) {
          await meeting.round(
            {
              M06: { stance: 'agree' },
              M07: { stance: 'object', reason: 'The fourth is of another kind' },
              M08: { stance: 'agree' },
            },
            four,
          );
          // An objection is enough: with one story fewer nobody objects.
          const three = stories.slice(0, 3);
          await meeting.round(
            { M06: { stance: 'agree' }, M07: { stance: 'agree' }, M08: { stance: 'stand_aside' } },
            three,
          );
          await meeting.decide('joint', three, 'These three together');
        } else {
          await meeting.round({ M06: { stance: 'agree' }, M07: { stance: 'agree' }, M08: { stance: 'agree' } }, four);
          await meeting.decide('joint', four, 'These four together');
        }
      }
      const [level] = await replay.chosen('2026-Q1', 2);
      expect(level?.sittings.map(({ considered, chosen }) => [considered, chosen.length]).sort()).toEqual([
        [76, 4],
        [89, 3],
      ]);
    },
    patience,
  );

  it(
    'chooses one of nine',
    async () => {
      const members = ['M09', 'M10', 'M11', 'M12', 'M13'];
      const panels = [{ id: 'room', level: 1, method: 'iterative' as const, members }];
      const replay = await Replayed.begin(newid.address, 'nine', panels);
      const told = await replay.collect('2026-Q1', { quality: 9 }, 'NI');
      await replay.convene();
      const meeting = await replay.meet('room', told);
      const [a = '', b = '', c = ''] = told;
      await meeting.round({
        M09: { choice: a },
        M10: { choice: a },
        M11: { choice: b },
        M12: { choice: b },
        M13: { choice: c },
      });
      await meeting.round({
        M09: { choice: a },
        M10: { choice: a },
        M11: { choice: b },
        M12: { choice: a },
        M13: { choice: a },
      });
      await meeting.decide('one', [a], 'Two of us were moved by what was said of it');
      const [level] = await replay.chosen('2026-Q1', 1);
      expect(level?.sittings[0]).toMatchObject({ considered: 9, outcome: 'one', chosen: [{ reference: a }] });
    },
    patience,
  );

  it(
    'lets parallel panels disagree, and shows them side by side',
    async () => {
      const panels: readonly PanelReplayed[] = [
        { id: 'lived', level: 1, method: 'majority', members: ['M01', 'M02', 'M03'], passesUpTo: ['board'] },
        { id: 'staff', level: 1, method: 'majority', members: ['M04', 'M05', 'M06'], passesUpTo: ['board'] },
        { id: 'board', level: 2, method: 'majority', members: ['M07', 'M08', 'M09'] },
      ];
      const replay = await Replayed.begin(newid.address, 'parallel', panels);
      const told = await replay.collect('2026-Q1', { quality: 6 }, 'PA');
      await replay.convene();
      const [ours = '', theirs = ''] = told;
      const lived = await replay.meet('lived', told);
      await lived.round({ M01: { choice: ours }, M02: { choice: ours }, M03: { choice: theirs } });
      await lived.decide('one', [ours], 'Nobody had to be brave alone');
      const staff = await replay.meet('staff', told);
      await staff.round({ M04: { choice: theirs }, M05: { choice: theirs }, M06: { choice: theirs } });
      await staff.decide('one', [theirs], 'A service changed what it does');

      const compared = await replay.get(`/api/v1/sittings/${lived.sitting}/comparison`);
      // Of six stories they agree on the four that neither chose. Observed 4/6, expected (1/6 x 1/6 + 5/6 x 5/6) = 26/36:
      // kappa = (24/36 - 26/36) / (1 - 26/36) = -0.2.
      expect(compared).toMatchObject({ agreedOn: 4, kappa: { of: 'cohen' } });
      expect((compared['kappa'] as { readonly value: number }).value).toBeCloseTo(-0.2, 10);
      expect(JSON.stringify(compared)).toContain('A service changed what it does');
      const board = await replay.meet('board', [ours, theirs]);
      await board.round({ M07: { choice: ours }, M08: { choice: theirs }, M09: { abstain: true } });
      await board.decide('joint', [ours, theirs], 'Each panel saw what the other could not');
      const levels = await replay.chosen('2026-Q1', 3);
      expect(levels.map(({ sittings }) => sittings.flatMap(({ chosen }) => chosen).length)).toEqual([2, 2]);
    },
    patience,
  );

  it(
    'reports each of two periods by the domains of change it had',
    async () => {
      const members = ['M01', 'M02', 'M03'];
      const panels = [{ id: 'one', level: 1, method: 'majority' as const, members }];
      const replay = await Replayed.begin(newid.address, 'two-periods', panels);
      const before = await replay.collect('2026-Q1', { quality: 7 }, 'TA');
      await replay.convene();
      const [first = ''] = before;
      const early = await replay.meet('one', before);
      await early.round({ M01: { choice: first }, M02: { choice: first }, M03: { abstain: true } });
      await early.decide('one', [first], 'It was the first');

      const added = {
        kind: 'named',
        name: { en: 'Trust', cy: 'Ymddiriedaeth' },
        description: { en: 'Trust', cy: 'Ymddiriedaeth' },
      };
      await replay.post('domains', { id: 'trust', ...added, why: 'Stories asked for it' });
      const after = await replay.collect('2026-Q2', { trust: 6, quality: 5 }, 'TB');
      const late = await replay.meet('one', after.slice(0, 6), { period: '2026-Q2', domain: 'trust' });
      const [trusted = ''] = after;
      await late.round({ M01: { choice: trusted }, M02: { choice: trusted }, M03: { choice: trusted } });
      await late.decide('one', [trusted], 'It could not have been told before');

      const domainsOf = async (period: string) => {
        const [level] = await replay.chosen(period, 1);
        return level?.sittings.map(({ considered, chosen }) => [considered, chosen.map(({ reference }) => reference)]);
      };
      expect(await domainsOf('2026-Q1')).toEqual([[7, [first]]]);
      expect(await domainsOf('2026-Q2')).toEqual([[6, [trusted]]]);
      const report = await replay.get('/api/v1/programmes/two-periods/periods/2026-Q2/report?audience=organisation');
      expect(JSON.stringify(report)).toContain('Ymddiriedaeth');
    },
    patience,
  );
});
