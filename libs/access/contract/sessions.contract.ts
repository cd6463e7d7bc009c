import type { Place } from '../place.js';
import { absoluteLimitMs, idleLimitMs, type AccountFacts, type Sessions } from '../sessions.js';
import { credentialsContract } from './credentials.contract.js';

/** One store, new for each test. `open` again: another process over the same data. */
export interface SessionsHarness {
  open(now: () => number): Promise<Sessions>;
  /** All that is stored, as one text. */
  stored(): Promise<string>;
  counts(): Promise<{ readonly sessions: number; readonly links: number }>;
  end(): Promise<void>;
}

const start = Date.parse('2026-11-21T10:00:00.000Z');
const minute = 60_000;
const token256 = /^[\w-]{43}$/;

const account = (person: string, changes: Partial<AccountFacts> = {}): AccountFacts => ({
  person,
  organisation: 'pont-y-bore',
  roles: [{ role: 'evaluator' }],
  language: 'cy',
  isSample: false,
  ...changes,
});

export function sessionsContract(name: string, newHarness: () => Promise<SessionsHarness>): void {
  describe(`sessions ${name}`, () => {
    let harness: SessionsHarness;
    let sessions: Sessions;
    let now: number;

    beforeEach(async () => {
      now = start;
      harness = await newHarness();
      sessions = await harness.open(() => now);
      await sessions.setAccount(account('E1'));
    });
    afterEach(async () => {
      await sessions.close();
      await harness.end();
    });

    describe('a session', () => {
      it('stands for its person, with what services need to know of them', async () => {
        const token = await sessions.begin('E1');
        const { id, ...session } = (await sessions.find(token)) ?? { id: '' };
        expect(id).not.toBe('');
        expect(session).toEqual({
          ...account('E1'),
          begunAt: '2026-11-21T10:00:00.000Z',
          lastSeenAt: '2026-11-21T10:00:00.000Z',
          place: { browser: 'other', system: 'other' },
        });
      });

      it('has a new token of 256 bits at each sign-in, of which nothing but a hash is kept', async () => {
        const tokens = [await sessions.begin('E1'), await sessions.begin('E1')];
        expect(new Set(tokens).size).toBe(2);
        const stored = await harness.stored();
        expect(stored).toContain('pont-y-bore');
        for (const token of tokens) {
          expect(token).toMatch(token256);
          expect(stored).not.toContain(token);
        }
      });

      it('ends after half an hour without a request, to the millisecond', async () => {
        const token = await sessions.begin('E1');
        now = start + idleLimitMs - 1;
        expect(await sessions.find(token)).toBeDefined();
        now += idleLimitMs;
        expect(await sessions.find(token)).toBeUndefined();
        expect(idleLimitMs).toBe(30 * minute);
      });

      it('goes on while it is used, and ends twelve hours after it began all the same', async () => {
        const token = await sessions.begin('E1');
        for (now = start; now < start + absoluteLimitMs; now += 29 * minute) {
          expect(await sessions.find(token)).toBeDefined();
        }
        now = start + absoluteLimitMs;
        expect(await sessions.find(token)).toBeUndefined();
        expect(absoluteLimitMs).toBe(12 * 60 * minute);
      });

      it('that has ended does not come back when it is asked for', async () => {
        const token = await sessions.begin('E1');
        now = start + idleLimitMs;
        await sessions.find(token);
        now = start + idleLimitMs - minute;
        await sessions.find(token);
        now = start + 2 * idleLimitMs;
        expect(await sessions.find(token)).toBeUndefined();
      });

      it('ends when its person signs out, and no other with it', async () => {
        const [here, there] = [await sessions.begin('E1'), await sessions.begin('E1')];
        await sessions.end(here);
        expect(await sessions.find(here)).toBeUndefined();
        expect(await sessions.find(there)).toBeDefined();
      });

      it('can be ended from another device by its own person, not by somebody else', async () => {
        await sessions.setAccount(account('M1'));
        const token = await sessions.begin('E1');
        const id = (await sessions.find(token))?.id ?? '';
        await sessions.endById('M1', id);
        expect(await sessions.find(token)).toBeDefined();
        await sessions.endById('E1', id);
        expect(await sessions.find(token)).toBeUndefined();
      });

      it('says where it was begun', async () => {
        const place: Place = { browser: 'firefox', system: 'linux' };
        expect((await sessions.find(await sessions.begin('E1', place)))?.place).toEqual(place);
        expect((await sessions.sessionsOf('E1'))[0]?.place).toEqual(place);
      });

      it('ends with all others of its person, but the one they are at, and with nobody else’s', async () => {
        await sessions.setAccount(account('M1'));
        const [here, there, other] = [
          await sessions.begin('E1'),
          await sessions.begin('E1'),
          await sessions.begin('M1'),
        ];
        await sessions.endAllOf('E1', (await sessions.find(here))?.id);
        expect(await sessions.find(there)).toBeUndefined();
        expect([await sessions.find(here), await sessions.find(other)]).not.toContain(undefined);
        await sessions.endAllOf('E1');
        expect(await sessions.find(here)).toBeUndefined();
        expect(await sessions.find(other)).toBeDefined();
      });

      it('is unknown for any other token', async () => {
        await sessions.begin('E1');
        expect(await sessions.find('x'.repeat(43))).toBeUndefined();
        expect(await sessions.find('')).toBeUndefined();
      });

      it('is the same for every process', async () => {
        const other = await harness.open(() => now);
        const token = await sessions.begin('E1');
        expect((await other.find(token))?.person).toBe('E1');
        await other.end(token);
        expect(await sessions.find(token)).toBeUndefined();
        await other.close();
      });
    });

    it('lists the live sessions of a person, the newest first', async () => {
      await sessions.setAccount(account('M1'));
      await sessions.begin('E1');
      now = start + 20 * minute;
      await sessions.begin('M1');
      await sessions.begin('E1');
      now = start + 25 * minute;
      await sessions.begin('E1');
      now = start + 40 * minute;
      const begun = (await sessions.sessionsOf('E1')).map(({ begunAt }) => begunAt);
      expect(begun).toEqual(['2026-11-21T10:25:00.000Z', '2026-11-21T10:20:00.000Z']);
    });

    describe('an account', () => {
      it('that changes changes every live session at once', async () => {
        const token = await sessions.begin('E1');
        const roles = [{ role: 'facilitator' as const, programme: 'telling', panel: 'east' }];
        await sessions.setAccount(account('E1', { roles }));
        expect((await sessions.find(token))?.roles).toEqual(roles);
        await sessions.setAccount(account('E1', { roles: [] }));
        expect((await sessions.find(token))?.roles).toEqual([]);
      });

      it('is found by its person, and among those of its organisation', async () => {
        await sessions.setAccount(account('M1', { organisation: 'another' }));
        await sessions.setAccount(account('A1'));
        expect(await sessions.account('A1')).toEqual(account('A1'));
        expect(await sessions.account('Z9')).toBeUndefined();
        expect((await sessions.accountsOf('pont-y-bore')).map(({ person }) => person)).toEqual(['A1', 'E1']);
        expect(await sessions.organisations()).toEqual(['another', 'pont-y-bore']);
      });

      it('that is deactivated has no session, not even one that is begun afterwards', async () => {
        const before = await sessions.begin('E1');
        await sessions.setAccount(account('E1', { isDeactivated: true }));
        const after = await sessions.begin('E1');
        expect([await sessions.find(before), await sessions.find(after)]).toEqual([undefined, undefined]);
        expect(await sessions.sessionsOf('E1')).toEqual([]);
        expect((await sessions.account('E1'))?.isDeactivated).toBe(true);
      });

      it('that moves to another organisation leaves the one it was in', async () => {
        await sessions.setAccount(account('E1', { organisation: 'another' }));
        expect(await sessions.accountsOf('pont-y-bore')).toEqual([]);
        expect(await sessions.organisations()).toEqual(['another']);
      });
    });

    describe('a one-time link', () => {
      const link = { purpose: 'sign-in', organisation: 'pont-y-bore', person: 'E1' } as const;
      const inAnHour = '2026-11-21T11:00:00.000Z';

      it('is not used up by being looked at, and works once', async () => {
        const token = await sessions.issueLink(link, inAnHour);
        expect(token).toMatch(token256);
        expect([await sessions.seeLink(token), await sessions.seeLink(token)]).toEqual([link, link]);
        expect(await sessions.takeLink(token)).toEqual(link);
        expect([await sessions.takeLink(token), await sessions.seeLink(token)]).toEqual([undefined, undefined]);
      });

      it('lets in one of many who take it at once, in whatever process', async () => {
        const other = await harness.open(() => now);
        const token = await sessions.issueLink(link, inAnHour);
        const taken = await Promise.all(
          [1, 2, 3, 4, 5, 6].map((n) => (n % 2 === 0 ? sessions : other).takeLink(token)),
        );
        expect(taken.filter((each) => each !== undefined)).toEqual([link]);
        await other.close();
      });

      it('works until the time it was given, and no longer', async () => {
        const token = await sessions.issueLink(link, inAnHour);
        now = Date.parse(inAnHour) - 1;
        expect(await sessions.seeLink(token)).toEqual(link);
        now = Date.parse(inAnHour);
        expect([await sessions.seeLink(token), await sessions.takeLink(token)]).toEqual([undefined, undefined]);
      });

      it('to set up an organisation names none yet', async () => {
        const first = { purpose: 'set-up', organisation: null, person: null } as const;
        expect(await sessions.takeLink(await sessions.issueLink(first, inAnHour))).toEqual(first);
      });

      it('carries what its taker needs', async () => {
        const step = { ...link, purpose: 'second-step', holds: { next: '/en/people' } } as const;
        expect(await sessions.takeLink(await sessions.issueLink(step, inAnHour))).toEqual(step);
      });

      it('ends with the others to its person, untaken, and leaves those to other people', async () => {
        const mine = await sessions.issueLink(link, inAnHour);
        const theirs = await sessions.issueLink({ ...link, person: 'M1' }, inAnHour);
        await sessions.endLinksOf('E1');
        expect(await sessions.takeLink(mine)).toBeUndefined();
        expect((await sessions.takeLink(theirs))?.person).toBe('M1');
      });

      it('is kept as a hash alone', async () => {
        const token = await sessions.issueLink(link, inAnHour);
        expect(await harness.stored()).not.toContain(token);
      });
    });

    it('keeps nothing of sessions and links that were over a day ago, and all that are not', async () => {
      const link = { purpose: 'sign-in', organisation: 'pont-y-bore', person: 'E1' } as const;
      await sessions.begin('E1');
      await sessions.issueLink(link, '2026-11-21T11:00:00.000Z');
      now = start + 2 * 3_600_000;
      await sessions.clearOver();
      expect(await harness.counts()).toEqual({ sessions: 1, links: 1 });
      now = start + 36 * 3_600_000;
      const live = [await sessions.begin('E1'), await sessions.issueLink(link, '2026-11-23T11:00:00.000Z')];
      expect(await harness.counts()).toEqual({ sessions: 1, links: 1 });
      expect(await sessions.find(live[0] ?? '')).toBeDefined();
      now += 48 * 3_600_000;
      await sessions.clearOver();
      expect(await harness.counts()).toEqual({ sessions: 0, links: 0 });
    });

    credentialsContract(() => sessions);
  });
}
