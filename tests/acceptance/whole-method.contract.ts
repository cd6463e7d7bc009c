import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { holdRoundThatLosesTwo } from './edges-of-a-round.js';
import type { RunningNewid } from './running-newid.js';

/** Loading the sample plays four meetings over HTTP; servers may be started first. */
const patience = 180_000;

const sample = JSON.parse(readFileSync(join(rootFolderOf(import.meta.url), 'samples/rounds.json'), 'utf8'));
const programme = 'dweud-y-newid-2026';
const report = `/api/v1/programmes/${programme}/periods/2026-Q1/report`;

/** A round of the sample, from stories told to the impact report, over HTTP; the sample is loaded through the API. */
export function theWholeMethod(newid: RunningNewid): void {
  let evaluator: Awaited<ReturnType<RunningNewid['as']>>;
  const referenceOf = new Map<string, string>();
  const get = async (path: string) => JSON.parse((await evaluator(path)).text);

  const chosenOf = (seen: {
    levels: { sittings: { chosen: { kind: string; reference?: string; because?: string }[] }[] }[];
  }) => seen.levels.flatMap(({ sittings }) => sittings).flatMap(({ chosen }) => chosen);

  beforeAll(async () => {
    await newid.start();
    await newid.caughtUp();
    evaluator = await newid.as('E1');
    const { items } = await get(`/api/v1/stories?programme=${programme}`);
    for (const { id, reference } of items) referenceOf.set(id, reference);
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
  }, patience);

  it('has taken in the 48 stories', () => {
    expect(referenceOf.size).toBe(48);
  });

  it.each(['S1', 'S2', 'S3', 'S6'])('has counted every round of %s as worked out by hand', async (id) => {
    const expected = sample.sittings.find((each: { id: string }) => each.id === id);
    const { items } = await get('/api/v1/sittings');
    const found = items.find(
      (each: { panel: string; period: string }) => each.panel === expected.panel && each.period === expected.period,
    );
    const sitting = await get(`/api/v1/sittings/${found.sitting}`);
    const named = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (story) => referenceOf.get(story) ?? story),
      );
    const results = sitting.rounds.map(({ result }: { result: Record<string, unknown> }) => {
      const { recordedInRoom: _, ...counted } = result;
      return named(counted);
    });
    expect(results).toEqual(expected.expected.rounds.map((round: object) => expect.objectContaining(round)));
    expect(sitting.outcome.followsCount).toBe(expected.expected.outcomeFollowsCount);
    expect(named(sitting.outcome)).toMatchObject({ kind: expected.outcome.kind, stories: expected.outcome.stories });
  });

  it('has kept who chose what in the secret ballot of S3 from everybody, and publishes what can be counted again', async () => {
    const { items } = await get('/api/v1/sittings');
    const north = items.find(({ panel }: { panel: string }) => panel === 'north');
    const { sitting, rounds } = await get(`/api/v1/sittings/${north.sitting}`);
    const asFacilitator = await newid.as('F3');
    const { ballots } = JSON.parse((await asFacilitator(`/api/v1/rounds/${rounds[0].round}`)).text);
    expect(ballots).toHaveLength(6);
    expect(JSON.stringify(ballots)).not.toContain('member');
    const file = JSON.parse((await asFacilitator(`/api/v1/sittings/${sitting}/tally-file`)).text);
    expect(file).toMatchObject({ method: 'secret_ballot', rounds: [{ kind: 'choice', secret: true }] });
    expect(JSON.stringify(file.rounds)).not.toMatch(/M\d\d/);
  });

  it('has passed DN-001 up with the reason of the panel below', async () => {
    const { items } = await get('/api/v1/sittings');
    const peers = items.find(({ panel }: { panel: string }) => panel === 'peers');
    const story = [...referenceOf].find(([, reference]) => reference === 'DN-001')?.[0];
    const member = await newid.as('M02');
    const seen = JSON.parse((await member(`/api/v1/sittings/${peers.sitting}/stories/${String(story)}`)).text);
    expect(seen.from).toBe('sitting');
    expect(seen.text.narrative).toContain('daft hat');
    expect(seen.reasons.map(({ text }: { text: string }) => text).join('\n')).toContain(
      'Someone waited where he already was',
    );
  });

  it('shows no count of a round, and no ballot, to somebody outside the panel', async () => {
    const { items } = await get('/api/v1/sittings');
    const east = items.find(({ panel }: { panel: string }) => panel === 'east');
    const sitting = await get(`/api/v1/sittings/${east.sitting}`);
    const outsider = await newid.as('M14');
    expect((await outsider(`/api/v1/sittings/${east.sitting}`)).status).toBe(404);
    expect((await outsider(`/api/v1/rounds/${sitting.rounds[0].round}`)).status).toBe(404);
  });

  it('shows what is for panels to whoever led the meeting that it came to, and to nobody by their role', async () => {
    const forPanels = `${report}?audience=panel`;
    const evaluators = chosenOf(await get(forPanels));
    expect(evaluators.map(({ because }) => because)).toEqual(evaluators.map(() => 'no-seat'));
    const asFacilitator = await newid.as('F1');
    expect(chosenOf(JSON.parse((await asFacilitator(forPanels)).text))).toMatchObject([
      { kind: 'withheld', because: 'no-seat', reference: 'DN-009' },
      { kind: 'shown', reference: 'DN-001' },
      { kind: 'withheld', because: 'no-seat', reference: 'DN-011' },
    ]);
  });

  it('reports what was chosen at each level, publishes, and loses a withdrawn story from panel, report and CSV at once', async () => {
    const before = await get(report);
    expect(chosenOf(before)).toMatchObject([
      { kind: 'shown', reference: 'DN-009' },
      { kind: 'shown', reference: 'DN-001' },
      { kind: 'shown', reference: 'DN-011' },
    ]);
    const said = sample.sittings.filter(({ id }: { id: string }) => ['S6', 'S1', 'S3'].includes(id));
    expect(before.levels.flatMap((level: { sittings: object[] }) => level.sittings)).toEqual(
      ['peers', 'east', 'north'].map((panel) => {
        const { outcome, dissent } = said.find((each: { panel: string }) => each.panel === panel);
        const others = dissent.map(({ kind, text }: Record<string, string>) => ({ kind, text }));
        return expect.objectContaining({ reason: outcome.reason, dissent: others });
      }),
    );
    const csv = (await evaluator(`${report}.csv?language=en`)).text;
    expect(csv).toContain('Another view: I worry we chose the story that praises us.');
    expect((await evaluator(`${report}/issues`, { audience: 'organisation' })).status).toBe(201);
    await get(report);
    const story = [...referenceOf].find(([, reference]) => reference === 'DN-001')?.[0] ?? '';
    expect((await evaluator(`/api/v1/stories/${story}/withdrawal`, { because: 'teller-asked' })).status).toBe(200);

    expect(chosenOf(await get(report))).toMatchObject([
      { reference: 'DN-009' },
      { kind: 'withheld', because: 'withdrawn' },
      { reference: 'DN-011' },
    ]);
    expect((await evaluator(`${report}.csv`)).text).not.toContain('daft hat');
    expect((await evaluator(`/en/programmes/${programme}/periods/2026-Q1/report`)).text).not.toContain('daft hat');
    const { items } = await get('/api/v1/sittings');
    const east = items.find(({ panel }: { panel: string }) => panel === 'east');
    const member = await newid.as('M01');
    const seen = JSON.parse((await member(`/api/v1/sittings/${east.sitting}/stories/${story}`)).text);
    expect(seen).toMatchObject({ withheld: 'withdrawn', reasons: [] });
  });

  it(
    'goes on with an open round when one story is taken back, another is for panels no more, and a third is held back',
    async () => {
      const { sitting, kept, lost, held, late, lateForHeld, result } = await holdRoundThatLosesTwo(newid.address);
      expect(late).toContain('story-not-in-sitting');
      expect(lateForHeld).toContain('story-held-back');
      expect(result).toMatchObject({ entitled: 6, answered: 5, quorate: true, leading: [kept] });
      // Nothing said of the two that left counts; what was said of the one that is held stands.
      const [four, one] = [4, 1].map((votes) => ({ votes, entitled: 6 }));
      expect(result).toHaveProperty('byStory', { [kept]: four, [held]: one });
      const member = await newid.as('M01');
      for (const story of [...lost, held]) {
        const seen = JSON.parse((await member(`/api/v1/sittings/${sitting}/stories/${story}`)).text);
        expect([typeof seen.withheld, seen.text]).toEqual(['string', undefined]);
      }
    },
    patience,
  );

  it(
    'writes that report by the command as the service gives it, in each format',
    async () => {
      const written = async (format: string): Promise<string> => {
        const period = ['--programme', programme, '--period', '2026-Q1'];
        const { code, output } = await newid.command('report', ...period, '--format', format);
        expect([format, code]).toEqual([format, 0]);
        return output;
      };
      const asked = 'audience=organisation&language=en';
      const chosen = chosenOf(JSON.parse(await written('json')));
      expect(chosen).toEqual(chosenOf(await get(`${report}?${asked}`)));
      expect(chosen).toMatchObject([{ reference: 'DN-009' }, { because: 'withdrawn' }, { reference: 'DN-011' }]);
      // For spreadsheets it begins with a mark, which `fetch` takes off.
      expect(await written('csv')).toBe(`\uFEFF${(await evaluator(`${report}.csv?${asked}`)).text}`);
      const page = await written('html');
      expect(page).toContain('Four times no');
      expect(page).not.toContain('daft hat');
    },
    patience,
  );

  it('names whoever has an issue that showed the story', async () => {
    const recalled = await eventually(async () => {
      const { items: found } = await get(`${report}/recalls`);
      if (found.length === 0) throw new Error('Nothing was called back yet');
      return found;
    });
    expect(recalled).toMatchObject([{ reference: 'DN-001', audience: 'organisation', issues: [1] }]);
    // Whoever reads it between the withdrawal and the next issue is named as well: nobody is left out.
    expect(recalled[0].copies).toEqual(
      expect.arrayContaining([expect.objectContaining({ by: 'E1', form: 'json', issue: 1 })]),
    );
  });

  it(
    'finds all of it again after a kill -9, whole, and every view rebuilt is the same byte for byte',
    async () => {
      const before = await get(report);
      await newid.stop('SIGKILL');
      await newid.start();
      await newid.caughtUp();
      evaluator = await newid.as('E1');
      expect(chosenOf(await get(report))).toEqual(chosenOf(before));
      expect(await newid.foundWrong()).toEqual([]);
    },
    patience,
  );

  it(
    'gives the operator people and files, whichever service holds them',
    async () => {
      const people = await newid.command('user', 'list', '--role', 'administrator');
      expect([people.code, people.output]).toEqual([0, expect.stringMatching(/^A1: administrator; account: /)]);
      const given = await newid.command('user', 'give', 'C1', 'facilitator');
      expect([given.code, given.output]).toEqual([0, 'Given. Their sessions have ended.\n']);
      for (const what of [['programme', programme], ['measures', programme], ['answers', programme], ['hours']]) {
        const { code, output } = await newid.command('export', ...what);
        expect([what, code]).toEqual([what, 0]);
        expect(output).not.toBe('');
      }
    },
    patience,
  );

  it(
    'is called well by the doctor, with every service',
    async () => {
      const { code, output } = await newid.command('doctor', '--json');
      const { findings } = JSON.parse(output) as {
        readonly findings: readonly { readonly state: string; readonly found: string; readonly values: object }[];
      };
      expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
      expect(findings.find(({ found }) => found === 'services')?.values).toMatchObject({ services: 5 });
      expect(code).toBe(0);
    },
    patience,
  );
}
