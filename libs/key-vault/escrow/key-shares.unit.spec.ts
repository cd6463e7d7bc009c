import { joinKey, splitKey } from './key-shares.js';

const key = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7 + 1));
const textOf = (lines: readonly string[]): string => `Newid: share 1 of 3\nMade on 2026.\n\n${lines.join('\n')}\n`;
const three = async (of: Uint8Array = key): Promise<readonly [string, string, string]> => {
  const [one = [], two = [], last = []] = (await splitKey(of)).lines;
  return [textOf(one), textOf(two), textOf(last)];
};
/** Another letter in place of the one at a place of a line. */
const mistyped = (text: string, line: number, at: number): string =>
  text
    .split('\n')
    .map((each) => {
      if (!each.startsWith(`${String(line)}  `)) return each;
      return `${each.slice(0, at)}${each[at] === 'A' ? 'B' : 'A'}${each.slice(at + 1)}`;
    })
    .join('\n');

describe('shares of a key', () => {
  it('are three of five lines of five groups, all of one set', async () => {
    const { lines, set } = await splitKey(key);
    expect(lines).toHaveLength(3);
    expect(set).toMatch(/^[0-9A-F]{8}$/);
    for (const share of lines) {
      expect(share.map((line) => line.slice(0, 1))).toEqual(['1', '2', '3', '4', '5']);
      for (const line of share) expect(line).toMatch(/^\d {2}(?:[0-9A-HJKMNP-TV-Z]{4} ?){5}$/);
    }
  });

  it('give back the key, whichever two they are and in whichever order, and all three as well', async () => {
    const [one, two, last] = await three();
    for (const texts of [[one, two], [two, one], [one, last], [last, two], [one + two], [one, two, last]]) {
      expect(await joinKey(texts)).toMatchObject({ kind: 'key', key });
    }
  });

  it('may be typed in small letters, with hyphens, with O for 0 and l for 1, with other spaces', async () => {
    const [one, two] = await three();
    const typed = one
      .replaceAll(/^(\d) {2}/gm, ' $1: ')
      .replaceAll(/(?<=\w{4}) (?=\w{4})/g, '-')
      .replaceAll(/(?<=[A-Z\d])0/g, 'O')
      .toLowerCase();
    expect(await joinKey([typed, two.replaceAll('\n', '\r\n')])).toMatchObject({ kind: 'key', key });
  });

  it('one alone gives back nothing, and no byte of it is a byte of the key at its place more often than by chance', async () => {
    const [one] = await three();
    expect(await joinKey([one])).toEqual({ kind: 'too-few', found: 1 });
    expect(await joinKey([])).toEqual({ kind: 'too-few', found: 0 });
    // The same key, split 640 times: the first letter of the part is any of 32, each as often as the others.
    const seen = new Map<string, number>();
    for (let round = 0; round < 640; round += 1) {
      const letter = (await splitKey(key)).lines[0]?.[1]?.[3] ?? '';
      seen.set(letter, (seen.get(letter) ?? 0) + 1);
    }
    expect(seen.size).toBe(32);
    // 20 expected; eight deviations away is no chance.
    for (const times of seen.values()) expect(times).toBeLessThan(20 + 8 * 4.4);
  });

  it('that are mistyped say in which share and line', async () => {
    const [one, two] = await three();
    for (const at of [3, 10, 21, 26]) {
      expect(await joinKey([one, mistyped(two, 4, at)])).toEqual({ kind: 'line-mistyped', share: 2, line: 4 });
    }
    expect(await joinKey([one.replace(/^3 .*$/m, '3  too short'), two])).toEqual({
      kind: 'line-missing',
      share: 1,
      line: 3,
    });
  });

  it('that do not belong together say so', async () => {
    const [one, two] = await three();
    const [foreign] = await three(Buffer.alloc(32, 9));
    const [ofSameKey] = await three();
    expect(await joinKey([one, foreign])).toMatchObject({ kind: 'of-two-sets' });
    expect(await joinKey([one, ofSameKey])).toMatchObject({ kind: 'of-two-sets' });
    expect(await joinKey([one, one])).toEqual({ kind: 'same-share' });
    const lineOf = (text: string, line: number): string =>
      text.split('\n').find((each) => each.startsWith(`${String(line)}  `)) ?? '';
    const mixed = two.replace(lineOf(two, 3), lineOf(one, 3));
    expect(await joinKey([one, mixed])).toEqual({ kind: 'lines-of-two-shares', share: 2 });
  });
});
