import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const slice = 'apps/panel-review/src/use-cases/cast-ballot';

/** A small house: one use case with every door, one that declares no address of its own name, and an event between services. */
const house: Readonly<Record<string, string>> = {
  'apps/panel-review/src/addresses.ts': `
    export const castBallot = address('/:language/rounds/:round/cast-ballot');
    export const ballotsApi = apiAddress('/api/v1/rounds/:round/ballots');
    export const roundPage = address('/:language/rounds/:round');`,
  [`${slice}/cast-ballot.page.ts`]: '@Page(castBallot) show() {}',
  [`${slice}/cast-ballot.api.ts`]: '@Post(ballotsApi.pattern) send() {}',
  [`${slice}/cast-ballot.command.ts`]: 'export class CastBallot {}',
  [`${slice}/cast-ballot.view.ts`]: "words('choices-left', { n })",
  [`${slice}/cast-ballot.njk`]: '{{ button }}',
  [`${slice}/cast-ballot.page.spec.ts`]: '',
  [`${slice}/cast-ballot.words.en.json`]: JSON.stringify({
    between: '{one} you can {other}',
    listed: '{one}, {other}',
    told: 'When you have chosen, your choice is sealed: nobody sees it.',
    title: 'Choose the most significant story',
    'choices-left': { one: 'In {round} you can choose {n} story.', other: 'In {round} you can choose {n} stories.' },
  }),
  [`${slice}/cast-ballot.words.cy.json`]: JSON.stringify({
    title: 'Dewiswch y stori fwyaf arwyddocaol',
    'choices-left': { other: 'Cewch ddewis {n} o’r straeon yn {round}.' },
  }),
  'apps/panel-review/src/panel-review.api.spec.ts': "open('/en/rounds/r1/cast-ballot')",
  'apps/panel-review/src/use-cases/see-round/see-round.page.ts': '@Page(roundPage) show() {}',
  'apps/panel-review/src/domain/round/cast-ballot.ts': "refuse('round-closed')",
  'apps/panel-review/src/integration/from-story-submission/story-submitted.ts': 'take(storySubmittedV1)',
  'apps/story-submission/src/domain/story/events.ts': "export type StorySubmitted = DomainEvent<'StorySubmitted'>;",
  'apps/story-submission/src/integration/publishes/story-submitted.ts': 'StorySubmitted: storySubmittedV1',
  'libs/contracts/story-submission/story-submitted.v1.ts': "storySubmittedV1 = { type: 'story.submitted.v1' }",
  'tests/acceptance/a-panel-chooses.spec.ts': 'await castBallot(member);',
};

describe('npm run where', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'newid-where-'));
    for (const [path, text] of Object.entries(house)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function where(asked: string): { readonly code: number | null; readonly lines: readonly string[] } {
    const tool = join(import.meta.dirname, 'where.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, '--in', root, asked], { encoding: 'utf8' });
    const lines = `${stdout}${stderr}`.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    return { code: status, lines: lines.filter((line) => line !== '') };
  }

  it.each(['cast-ballot', 'CastBallot', 'cast ballot'])('finds all of a use case by its name, written %s', (name) => {
    expect(where(name)).toEqual({
      code: 0,
      lines: [
        'use case cast-ballot of panel-review',
        `in ${slice}/`,
        `words (English) | ${slice}/cast-ballot.words.en.json`,
        `words (Welsh) | ${slice}/cast-ballot.words.cy.json`,
        `page | ${slice}/cast-ballot.page.ts`,
        `api | ${slice}/cast-ballot.api.ts`,
        `command | ${slice}/cast-ballot.command.ts`,
        `view | ${slice}/cast-ballot.view.ts`,
        `template | ${slice}/cast-ballot.njk`,
        'address | apps/panel-review/src/addresses.ts:2 | /:language/rounds/:round/cast-ballot',
        'address | apps/panel-review/src/addresses.ts:3 | /api/v1/rounds/:round/ballots',
        'domain | apps/panel-review/src/domain/round/cast-ballot.ts',
        'test | apps/panel-review/src/panel-review.api.spec.ts',
        `test | ${slice}/cast-ballot.page.spec.ts`,
        'test | tests/acceptance/a-panel-chooses.spec.ts',
      ],
    });
  });

  it.each([
    ['a page', '/en/rounds/r-17/cast-ballot'],
    ['a page in Welsh, with its query', '/cy/rounds/r-17/cast-ballot?again=1'],
    ['an operation of the API', 'http://127.0.0.1:3000/api/v1/rounds/r-17/ballots'],
    ['a pattern', '/:language/rounds/:round/cast-ballot'],
  ])('leads from the address of %s to its use case', (_, address) => {
    expect(where(address).lines).toContain(`in ${slice}/`);
  });

  it('knows the use case that serves an address of another name', () => {
    expect(where('/en/rounds/r-17').lines).toContain(
      'page | apps/panel-review/src/use-cases/see-round/see-round.page.ts',
    );
  });

  it('does not take another language for one of ours', () => {
    expect(where('/fr/rounds/r-17').code).toBe(1);
  });

  it.each(['StorySubmitted', 'story.submitted.v1'])('shows who publishes and who takes %s', (event) => {
    expect(where(event).lines).toEqual([
      'event StorySubmitted (story.submitted)',
      'publishes | apps/story-submission/src/integration/publishes/story-submitted.ts:1',
      'subscribes | apps/panel-review/src/integration/from-story-submission/story-submitted.ts:1',
      'contract | libs/contracts/story-submission/story-submitted.v1.ts:1',
      'domain | apps/story-submission/src/domain/story/events.ts:1',
    ]);
  });

  it.each([
    ['as it stands', 'Choose the most significant story', 'title'],
    ['in Welsh', 'Dewiswch y stori fwyaf arwyddocaol', 'title'],
    ['with its places filled', 'In Round 1, Bangor you can choose 2 stories.', 'choices-left'],
    ['in Welsh with a straight apostrophe', "Cewch ddewis 2 o'r straeon yn Rownd 1.", 'choices-left'],
    ['in part', 'in Round 1 you can', 'choices-left'],
    ['up to its colon', 'your choice is sealed', 'told'],
    ['in part, with a comma', 'When you have chosen, your', 'told'],
  ])('leads from a sentence %s to its words and its use case', (_, sentence, key) => {
    const { lines } = where(sentence);
    expect(lines[0]).toBe(`words "${key}" of use case cast-ballot of panel-review`);
    expect(lines).toContain(`page | ${slice}/cast-ballot.page.ts`);
  });

  it('does not take a sentence of other words for one that a placeholder could hold', () => {
    expect(where('In the morning nobody came.').code).toBe(1);
  });

  it('finds where a refusal is decided', () => {
    expect(where('round-closed').lines).toContain('domain | apps/panel-review/src/domain/round/cast-ballot.ts:1');
  });

  it('says so when there is nothing, and names what is alike', () => {
    expect(where('cast-vote')).toEqual({
      code: 1,
      lines: [
        'Nothing in the sources is called, lives at, or reads "cast-vote".',
        'Use cases with a word of it: cast-ballot',
      ],
    });
  });
});
