import { passwordProblem } from './password-rules.js';

const about = {
  common: new Set(['password', 'sunshine', 'qwertyuiop', '123qweasdzxc', 'liverpool']),
  ownWords: ['nia.evans@example.org', 'Nia Evans'],
};

describe('a password', () => {
  it.each([
    'three blue boats at dawn',
    'tŷ bach twt wrth y môr',
    'Hq7!vPz0#mKe',
    'nia walked past the harbour twice',
    'correct horse '.repeat(10),
  ])('may be “%s”', (password) => {
    expect(passwordProblem(password, about)).toBeUndefined();
  });

  it.each([
    ['eleven char', 'password-too-short'],
    ['ŵ'.repeat(11), 'password-too-short'],
    ['ab '.repeat(334), 'password-too-long'],
    ['123qweasdzxc', 'password-common'],
    ['Sunshine2026!!', 'password-common'],
    ['passwordpassword', 'password-common'],
    ['2026-Liverpool-2026', 'password-common'],
    ['aaaaaaaaaaaaaaaa', 'password-too-simple'],
    ['abababababababab', 'password-too-simple'],
    ['abcdefghijklmn', 'password-too-simple'],
    ['niaevans1984', 'password-says-who'],
    ['Nia.Evans@example.org', 'password-says-who'],
    ['newidnewid22', 'password-says-who'],
  ])('may not be “%s”: %s', (password, refusal) => {
    expect(passwordProblem(password, about)?.refusal).toBe(refusal);
  });

  it('of twelve characters is long enough, of eleven not', () => {
    expect(passwordProblem('bluegrass 77', about)).toBeUndefined();
    expect(passwordProblem('bluegrass 7', about)?.refusal).toBe('password-too-short');
  });
});
