import { SignInTries } from './sign-in-tries.js';

describe('wrong passwords for one name', () => {
  let now: number;
  let tries: SignInTries;
  beforeEach(() => {
    now = 0;
    tries = new SignInTries(() => now);
  });
  const wrong = (name: string, times: number): void => {
    for (let time = 0; time < times; time += 1) tries.wrong(name);
  };

  it('are 50 within an hour, known or not, and another name is another matter', () => {
    wrong('a', 49);
    expect(tries.isExhausted('a')).toBe(false);
    wrong('a', 1);
    expect([tries.isExhausted('a'), tries.isExhausted('b')]).toEqual([true, false]);
    now = 3_600_000;
    expect(tries.isExhausted('a')).toBe(false);
  });

  it('are forgotten when the right one comes', () => {
    wrong('a', 49);
    tries.right('a');
    wrong('a', 49);
    expect(tries.isExhausted('a')).toBe(false);
  });

  it('of more names than are kept push out the name that was tried longest ago', () => {
    wrong('a', 50);
    for (let name = 0; name < 10_000; name += 1) tries.wrong(`n${String(name)}`);
    expect(tries.isExhausted('a')).toBe(false);
  });
});
