import { setTimeout } from 'node:timers/promises';

import { shuffled, type LargePanel } from '../security/large-panel.js';

interface Size {
  readonly members: number;
  /** The same answer of one member, so many times at the same moment. */
  readonly sendings: number;
  readonly kills: number;
}

/** Members who send at once: a browser, too, has only so many connections. */
const atOnce = 20;

/** An open round and a secret one, each with a panel of its own. */
export function countsEachMemberOnce({ members, sendings, kills }: Size, panelOf: () => LargePanel): void {
  const patience = members * 4_000;

  describe.each([
    ['an open round', { method: 'majority' }],
    ['a secret round', { method: 'secret_ballot' }],
  ])('%s', (_, rules) => {
    const panel = panelOf();
    beforeAll(() => panel.start(rules), patience);
    afterAll(() => panel.end());

    it(
      `in which ${String(members)} members send ${String(sendings)} times at once, through ${String(kills)} kills, counts each once`,
      async () => {
        const round = await panel.openRound();
        const [one = '', other = ''] = panel.stories;
        // Two in three for the one: worked by hand, not by what counts.
        const choiceOf = (member: string): string => (panel.members.indexOf(member) % 3 === 2 ? other : one);
        const waiting = [...shuffled(panel.members)];
        const killAfter = new Set(
          Array.from({ length: kills }, (_none, kill) => Math.floor(((kill + 1) * members) / (kills + 1))),
        );
        let acknowledged = 0;
        let killed = 0;
        let starting: Promise<void> | undefined;

        const killNow = async (): Promise<void> => {
          killed += 1;
          starting = panel.killAndStart();
          await starting;
          starting = undefined;
        };
        /** Sends all at once until each has been acknowledged: whoever hears nothing sends again. */
        const sendUntilTaken = async (member: string): Promise<void> => {
          const sendOne = async (): Promise<void> => {
            for (;;) {
              await starting;
              const sent = await panel.cast(member, round, { choice: choiceOf(member) }).catch(() => undefined);
              if (sent !== undefined && sent.status < 300) return;
              // Killed under it, or about to be: nothing else may be refused.
              if (sent !== undefined && sent.status < 500) throw new Error(`${member}: ${sent.text}`);
              await setTimeout(20);
            }
          };
          await Promise.all(Array.from({ length: sendings }, sendOne));
          acknowledged += 1;
          if (killAfter.delete(acknowledged)) await killNow();
        };
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) await sendUntilTaken(member);
          }),
        );

        expect(killed).toBe(kills);
        const { result } = await panel.closeRound(round);
        const forOther = Math.floor(members / 3);
        expect(result).toMatchObject({
          ...{ entitled: members, answered: members, abstained: 0 },
          byStory: { [one]: { votes: members - forOther }, [other]: { votes: forOther } },
        });
        const { ballots } = await panel.seeRound(round);
        expect((ballots as readonly unknown[]).length).toBe(members);
      },
      patience,
    );
  });
}
