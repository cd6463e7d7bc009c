import { inOtherLanguage, languageOfAddress, negotiateLanguage } from './language.js';

describe('the language of a person who has not chosen', () => {
  it.each([
    ['cy', 'cy'],
    ['cy-GB,cy;q=0.9,en;q=0.8', 'cy'],
    ['en-GB,en;q=0.9,cy;q=0.8', 'en'],
    ['fr, cy;q=0.2', 'cy'],
    ['cy;q=0, en;q=0.1', 'en'],
    ['cy;q=0', 'en'],
    ['fr', 'en'],
    ['cyx', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;q=,,', 'en'],
    [undefined, 'en'],
  ] as const)('asked for as %s is %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });
});

describe('the language of an address', () => {
  it.each([
    ['/en', 'en'],
    ['/cy/', 'cy'],
    ['/cy/sittings/S1?next=/en/x', 'cy'],
    ['/en?x=1', 'en'],
    ['/', undefined],
    ['/cyfarfod', undefined],
    ['/api/v1/stories', undefined],
  ])('of %s is %s', (address, language) => {
    expect(languageOfAddress(address)).toBe(language);
  });

  it.each([
    ['/en/sittings/S1?seen=a%26b', '/cy/sittings/S1?seen=a%26b'],
    ['/cy', '/en'],
    ['/cy?x=/cy/', '/en?x=/cy/'],
    ['/', '/'],
  ])('turns %s into %s', (address, other) => {
    expect(inOtherLanguage(address)).toBe(other);
  });
});
