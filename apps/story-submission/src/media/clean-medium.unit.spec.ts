import {
  aPdf,
  filmCleaned,
  filmWithPlace,
  inPieces,
  jpegCleaned,
  jpegWithPlace,
  place,
  plainPng,
  pngWithPlace,
  soundOf,
  webpCleaned,
  webpWithPlace,
} from '../testing/some-media.js';
import { EndsEarly } from './byte-reader.js';
import { cleanMedium } from './clean-medium.js';
import { kindOfBytes } from './kind-of-bytes.js';

async function cleaned(format: string, bytes: Buffer, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of cleanMedium(format, inPieces(bytes, size))) parts.push(part);
  return Buffer.concat(parts);
}

describe('what a telephone writes beside what it takes', () => {
  const formats: readonly (readonly [string, Buffer, Buffer])[] = [
    ['image/jpeg', jpegWithPlace, jpegCleaned],
    ['image/png', pngWithPlace, plainPng],
    ['image/webp', webpWithPlace, webpCleaned],
    ['video/mp4', filmWithPlace, filmCleaned],
    ['video/quicktime', filmWithPlace, filmCleaned],
  ];

  it.each(formats)('is taken out of %s, however it comes in, and the rest stays', async (format, given, expected) => {
    expect(given.includes(place)).toBe(true);
    for (const size of [1, 7, 1_000_000]) {
      const out = await cleaned(format, given, given.length > 10_000 && size < 7 ? 4_099 : size);
      expect(out.includes(place)).toBe(false);
      expect(out.equals(expected)).toBe(true);
    }
  });

  it.each(formats.slice(0, 3))('is not looked for in half of a picture: %s', async (format, given) => {
    await expect(cleaned(format, given.subarray(0, given.indexOf(place) + 4), 7)).rejects.toThrow(EndsEarly);
  });

  it('stays where it is not known how to take it out, as the page says', async () => {
    expect((await cleaned('application/pdf', aPdf, 9)).equals(aPdf)).toBe(true);
  });

  it('does not fill the memory with a film of nothing but beginnings', async () => {
    const nested = Buffer.alloc(8 * 200_000);
    for (let at = 0; at < nested.length; at += 8) {
      nested.writeUInt32BE(nested.length - at, at);
      nested.write('moov', at + 4, 'latin1');
    }
    expect((await cleaned('video/mp4', nested, 65_536)).length).toBe(nested.length);
  });
});

describe('what a file is', () => {
  it.each([
    ['a JPEG', jpegWithPlace, 'picture', 'image/jpeg'],
    ['a PNG', plainPng, 'picture', 'image/png'],
    ['a WebP', webpWithPlace, 'picture', 'image/webp'],
    ['sound', soundOf(100), 'audio', 'audio/wav'],
    ['an MP3', Buffer.from(`49443303000000000000fffb9000${'00'.repeat(400)}`, 'hex'), 'audio', 'audio/mpeg'],
    [
      'an MP3 with a large picture',
      Buffer.from(`49443303000000007f7f${'00'.repeat(4_090)}`, 'hex'),
      'audio',
      'audio/mpeg',
    ],
    ['a film', filmWithPlace.subarray(0, 4_100), 'video', 'video/mp4'],
    ['a document', aPdf, 'pdf', 'application/pdf'],
  ])('is found in its bytes: %s', async (_, bytes, kind, format) => {
    expect(await kindOfBytes(bytes)).toEqual({ kind, format });
  });

  it.each([
    ['words', Buffer.from('Just words')],
    ['a page that would run', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that could run', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['a packed folder', Buffer.from('504b0304140000000800', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('is none that is taken: %s', async (_, bytes) => {
    expect(await kindOfBytes(bytes)).toBeUndefined();
  });
});
