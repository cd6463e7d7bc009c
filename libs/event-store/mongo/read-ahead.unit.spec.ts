import type { LogRecord } from '../commit-storage.js';
import { ReadAhead } from './read-ahead.js';

const record = (position: number): LogRecord => ({
  position,
  stream: `story/${String(position)}`,
  firstVersion: 1,
  json: '[]',
});

describe('reading a log ahead', () => {
  let length = 0;
  let asked: string[] = [];
  const open = (): ReadAhead =>
    new ReadAhead(async (after, limit) => {
      asked.push(`${String(after)}+${String(limit)}`);
      return Array.from({ length: Math.max(0, Math.min(limit, length - after)) }, (_, at) => record(after + at + 1));
    });
  const readAll = async (ahead: ReadAhead, limit: number): Promise<readonly number[]> => {
    const found: number[] = [];
    for (;;) {
      const page = await ahead.read(found.at(-1) ?? 0, limit);
      if (page.length === 0) return found;
      found.push(...page.map(({ position }) => position));
    }
  };

  beforeEach(() => {
    length = 0;
    asked = [];
  });

  it.each([1, 99, 100, 101, 700, 2_345])('gives every commit of %i once, in order', async (commits) => {
    length = commits;
    const inOrder = Array.from({ length: commits }, (_, at) => at + 1);
    expect(await readAll(open(), 100)).toEqual(inOrder);
  });

  it('asks seldom, and for the next before it is asked for', async () => {
    length = 1_300;
    const ahead = open();
    await ahead.read(0, 100);
    expect(asked).toEqual(['0+100', '100+600']);
    await ahead.read(100, 100);
    expect(asked).toEqual(['0+100', '100+600', '700+600']);
  });

  it('reads again what was not a full page when it was fetched: more may have come since', async () => {
    length = 130;
    const ahead = open();
    await ahead.read(0, 100);
    length = 170;
    expect((await ahead.read(100, 100)).at(-1)?.position).toBe(170);
  });

  it('lets two readers be at different places', async () => {
    length = 900;
    const ahead = open();
    const inOrder = Array.from({ length: 900 }, (_, at) => at + 1);
    expect(await Promise.all([readAll(ahead, 100), readAll(ahead, 250)])).toEqual([inOrder, inOrder]);
  });
});
