import { address, apiAddress } from './addresses.js';

describe('an address', () => {
  const seeSitting = address('/:language/sittings/:sitting');

  it('keeps its pattern for the routes, and knows its parameters', () => {
    expect(seeSitting.pattern).toBe('/:language/sittings/:sitting');
    expect(seeSitting.parameters).toEqual(['language', 'sitting']);
    expect(seeSitting.kind).toBe('page');
  });

  it('is written with its values encoded', () => {
    expect(seeSitting.to({ language: 'cy', sitting: 'a/b ?#ŵ' })).toBe('/cy/sittings/a%2Fb%20%3F%23%C5%B5');
  });

  it('is written with a query, without what is undefined', () => {
    expect(seeSitting.to({ language: 'en', sitting: 'S1' }, { page: 2, filter: undefined, q: 'a&b' })).toBe(
      '/en/sittings/S1?page=2&q=a%26b',
    );
    expect(seeSitting.to({ language: 'en', sitting: 'S1' }, { filter: undefined })).toBe('/en/sittings/S1');
  });

  it.each(['', '.', '..'])('refuses the value "%s", which would lead elsewhere', (sitting) => {
    expect(() => seeSitting.to({ language: 'en', sitting })).toThrow('sitting');
  });

  it('needs nothing when its pattern has no parameters', () => {
    expect(address('/').to()).toBe('/');
    expect(apiAddress('/api/v1/stories').to({}, { after: 'x' })).toBe('/api/v1/stories?after=x');
  });

  it('takes only the parameters of its pattern', () => {
    // @ts-expect-error: the sitting is missing
    expect(() => seeSitting.to({ language: 'en' })).toThrow('sitting');
    // @ts-expect-error: no page is in French
    expect(seeSitting.to({ language: 'fr', sitting: 'S1' })).toBe('/fr/sittings/S1');
    // @ts-expect-error: an address of the API begins with its version
    expect(apiAddress('/stories').kind).toBe('api');
  });
});
