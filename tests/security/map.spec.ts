import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

const root = rootFolderOf(import.meta.url);
const standard = JSON.parse(readFileSync(join(import.meta.dirname, 'asvs-5.0.0.json'), 'utf8')) as Readonly<
  Record<'L1' | 'L2', readonly string[]>
>;
const document = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** The rows of the map: which requirements, of which levels, in which state, and why. */
const rows = [...document.matchAll(/^\| (V\d[^|]*?) *\| ([12, ]+?) *\| ([a-z ]+?) *\| (.*?) *\|$/gm)].map(
  ([, requirements = '', levels = '', state = '', why = '']) => ({
    requirements: requirements.split(', '),
    levels: levels.split(', '),
    state,
    why,
  }),
);

describe('the map of ASVS 5.0', () => {
  it('holds every requirement of levels 1 and 2 once, and no other', () => {
    expect(rows.flatMap(({ requirements }) => requirements).sort()).toEqual([...standard.L1, ...standard.L2].sort());
  });

  it('names their levels', () => {
    const levelOf = (requirement: string): string => (standard.L1.includes(requirement) ? '1' : '2');
    const wrong = rows.filter(
      ({ requirements, levels }) => [...new Set(requirements.map(levelOf))].sort().join() !== levels.join(),
    );
    expect(wrong).toEqual([]);
  });

  it('says of each whether it is met, and where or why', () => {
    const states = new Set(['met', 'partly', 'not met', 'does not apply']);
    expect(rows.filter(({ state, why }) => !states.has(state) || why === '')).toEqual([]);
  });

  it('counts them as it says', () => {
    const inState = (wanted: string): number =>
      rows.filter(({ state }) => state === wanted).reduce((sum, { requirements }) => sum + requirements.length, 0);
    const counted = [
      `${String(inState('met'))} are met`,
      `${String(inState('partly'))} partly`,
      ...(inState('not met') > 0 ? [`${String(inState('not met'))} not`] : []),
      `and ${String(inState('does not apply'))} do not apply`,
    ];
    expect(document.replaceAll(/\s+/g, ' ').slice(0, 2_000)).toContain(
      `${String(standard.L1.length + standard.L2.length)} requirements, of which ${counted.join(', ')}`,
    );
  });
});
