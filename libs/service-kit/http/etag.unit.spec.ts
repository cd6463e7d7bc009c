import { versionOfIfMatch, versionTag } from './etag.js';

describe('the version a client saw', () => {
  it('goes out as a tag and comes back as the same number', () => {
    expect(versionTag(3)).toBe('"3"');
    expect(versionOfIfMatch(versionTag(3))).toBe(3);
    expect(versionOfIfMatch(' "42" ')).toBe(42);
  });

  it('is stated by nobody without the header, or with a star', () => {
    expect([versionOfIfMatch(undefined), versionOfIfMatch('*')]).toEqual([undefined, undefined]);
  });

  it.each(['', '3', 'W/"3"', '"3", "4"', '"three"', '"-3"', '"3.5"', '""', `"${'9'.repeat(16)}"`])(
    'is refused as %s, rather than guessed',
    (header) => {
      expect(versionOfIfMatch(header)).toEqual({ refusal: 'if-match-malformed', field: 'If-Match' });
    },
  );
});
