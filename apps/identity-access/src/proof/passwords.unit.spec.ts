import { commonPasswords, hashPassword, isPassword } from './passwords.js';

const kept = async (password: string): Promise<string> => {
  const hashed = await hashPassword(password);
  if (typeof hashed !== 'string') throw new Error(hashed.refusal);
  return hashed;
};

describe('a password that is kept', () => {
  it('is an argon2id hash of the costs that were promised, another at each time', async () => {
    const [one, other] = [await kept('three blue boats'), await kept('three blue boats')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('is known again, however its letters were typed, and no other is', async () => {
    const hashed = await kept('tŷ bach twt wrth y môr');
    expect(await isPassword(hashed, 'tŷ bach twt wrth y môr'.normalize('NFD'))).toBe(true);
    expect(await isPassword(hashed, 'tŷ bach twt wrth y mor')).toBe(false);
  });

  it('that is not there is known by nobody, after as long', async () => {
    const hashed = await kept('three blue boats');
    await isPassword(undefined, 'warm up');
    // In time of the processor, which others on it do not make longer.
    const timed = async (against: string | undefined): Promise<number> => {
      const before = process.cpuUsage();
      expect(await isPassword(against, 'something else')).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let n = 0; n < 5; n += 1) {
      known = Math.min(known, await timed(hashed));
      unknown = Math.min(unknown, await timed(undefined));
    }
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('leaves the process to others while many are checked', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    await Promise.all(Array.from({ length: 20 }, () => kept('three blue boats')));
    clearInterval(turning);
    expect(turns).toBeGreaterThan(20);
  });

  it('is refused where hundreds wait, and those who wait are answered', async () => {
    const all = await Promise.all(Array.from({ length: 204 }, () => hashPassword('three blue boats')));
    expect(all.filter((each) => typeof each === 'string')).toHaveLength(202);
    expect(all.filter((each) => typeof each !== 'string')).toEqual([
      { refusal: 'too-many-requests' },
      { refusal: 'too-many-requests' },
    ]);
  }, 60_000);

  it('is looked up in a list of those that leaked', async () => {
    const common = await commonPasswords();
    expect(['123456', 'password', 'liverpool', '123qweasdzxc'].filter((one) => !common.has(one))).toEqual([]);
    expect(common.has('three blue boats')).toBe(false);
  });
});
