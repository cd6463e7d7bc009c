import { EndsEarly, type ByteReader } from './byte-reader.js';

const startOfScan = 0xda;
const endOfImage = 0xd9;
const comment = 0xfe;
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const exif = Buffer.from('Exif\0\0', 'latin1');

/**
 * A JPEG without what cameras and programs write beside the picture: place, time, owner, device, small copies of it, and
 * whatever follows its end. Kept: how to show it, its colours, and which way up it is.
 */
export async function* cleanJpeg(bytes: ByteReader): AsyncGenerator<Buffer> {
  yield await bytes.take(2);
  for (;;) {
    const marker = await nextMarker(bytes);
    if (standsAlone(marker) || marker === endOfImage) {
      yield Buffer.from([0xff, marker]);
      if (marker === endOfImage) return;
      continue;
    }
    const length = await bytes.take(2);
    const body = await bytes.take(Math.max(0, length.readUInt16BE(0) - 2));
    const way = marker === 0xe1 && body.subarray(0, exif.length).equals(exif) ? wayUpIn(body.subarray(6)) : undefined;
    if (isOfThePicture(marker, body)) yield Buffer.concat([Buffer.from([0xff, marker]), length, body]);
    else if (way !== undefined) yield wayUp(way);
    if (marker === startOfScan) yield* scanned(bytes);
  }
}

/** Some programs fill the room between parts with further 0xff. */
async function nextMarker(bytes: ByteReader): Promise<number> {
  if ((await bytes.take(1)).readUInt8(0) !== 0xff) throw new EndsEarly();
  let marker = 0xff;
  while (marker === 0xff) marker = (await bytes.take(1)).readUInt8(0);
  return marker;
}

/** Tables and sizes; of the parts for programs those three that change how it looks. */
function isOfThePicture(marker: number, body: Buffer): boolean {
  const begins = (text: string): boolean => body.subarray(0, text.length).toString('latin1') === text;
  if (marker === 0xe0) return begins('JFIF\0');
  if (marker === 0xe2) return begins('ICC_PROFILE\0');
  if (marker === 0xee) return begins('Adobe');
  return (marker < 0xe0 || marker > 0xef) && marker !== comment;
}

/** The picture itself, up to the next marker, which is put back. */
async function* scanned(bytes: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const piece = Buffer.concat([await bytes.some(), await bytes.upTo(1)]);
    if (piece.length < 2) throw new EndsEarly();
    for (let at = piece.indexOf(0xff); at >= 0; at = piece.indexOf(0xff, at + 1)) {
      if (at + 1 === piece.length) break;
      const after = piece.readUInt8(at + 1);
      // Within the picture: a 0xff of its own, and the marks at which it can be taken up again.
      if (after === 0 || (after >= 0xd0 && after <= 0xd7) || after === 0xff) continue;
      bytes.putBack(piece.subarray(at));
      yield piece.subarray(0, at);
      return;
    }
    const isOpen = piece.at(-1) === 0xff;
    if (isOpen) bytes.putBack(piece.subarray(-1));
    yield isOpen ? piece.subarray(0, -1) : piece;
  }
}

/** The tag Orientation of the first directory (Exif 2.32, 4.6.4): 2 to 8; undefined where it stands as it was taken. */
function wayUpIn(tiff: Buffer): number | undefined {
  const isLittle = tiff.subarray(0, 2).toString('latin1') === 'II';
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const long = (at: number): number =>
    at + 4 > tiff.length ? tiff.length : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at);
  const directory = long(4);
  for (let entry = 0; entry < short(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (short(at) !== 0x0112) continue;
    const way = short(at + 8);
    return way >= 2 && way <= 8 ? way : undefined;
  }
  return undefined;
}

/** A directory that holds nothing but which way up it is. */
function wayUp(way: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(way, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(2 + exif.length + tiff.length, 2);
  return Buffer.concat([head, exif, tiff]);
}
