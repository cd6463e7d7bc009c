import { nothing, type ByteReader } from './byte-reader.js';
import { NotUnderstood } from './not-understood.js';

/** What plays it, by what holds it (ISO 14496-12; QuickTime File Format). All else says who made it, where and with what. */
const playsIt: Readonly<Record<string, readonly string[]>> = {
  file: ['ftyp', 'styp', 'mdat', 'sidx', 'mfra', 'pdin'],
  moov: ['mvhd', 'iods', 'mvex'],
  trak: ['tkhd', 'tref', 'edts', 'tapt', 'trgr', 'clip', 'matt', 'load'],
  mdia: ['mdhd', 'hdlr', 'elng'],
  minf: ['vmhd', 'smhd', 'gmhd', 'nmhd', 'sthd', 'hmhd', 'hdlr', 'dinf'],
  stbl: [
    ...['stsd', 'stts', 'ctts', 'cslg', 'stss', 'stps', 'stsc', 'stsz', 'stz2', 'stco', 'co64', 'sdtp', 'sbgp', 'sgpd'],
    ...['subs', 'saiz', 'saio', 'padb', 'stdp', 'stsh'],
  ],
  moof: ['mfhd'],
  traf: ['tfhd', 'tfdt', 'trun', 'sdtp', 'sbgp', 'sgpd', 'subs', 'saiz', 'saio'],
};
/** What holds further boxes, by what holds it. */
const opened: Readonly<Record<string, readonly string[]>> = {
  file: ['moov', 'moof'],
  moov: ['trak'],
  trak: ['mdia'],
  mdia: ['minf'],
  minf: ['stbl'],
  moof: ['traf'],
};
const timed = new Set(['mvhd', 'tkhd', 'mdhd']);
/** Of the boxes that are changed within: longer than any of them is. */
const longestRead = 1_048_576;

/** The track that is read: what it holds is said before its samples are. */
interface Track {
  kind?: string;
}

/** Films and recordings of telephones. Places in the file are counted from its start, so lengths stay: what goes is `free`. */
export async function* cleanBoxes(
  bytes: ByteReader,
  within = 'file',
  length = Infinity,
  track: Track = {},
): AsyncGenerator<Buffer> {
  for (let left = length; left > 0;) {
    const head = await bytes.upTo(8);
    if (head.length === 0 && length === Infinity) return;
    // Shorter than a box: filling.
    if (head.length < 8 || left < 8) {
      yield Buffer.alloc(head.length);
      return;
    }
    const name = head.toString('latin1', 4);
    const short = head.readUInt32BE(0);
    const long = short === 1 ? await bytes.take(8) : Buffer.alloc(0);
    const whole = short === 1 ? Number(long.readBigUInt64BE(0)) : short === 0 ? Infinity : short;
    const body = whole - 8 - long.length;
    left -= whole;
    if (opened[within]?.includes(name) === true && body !== Infinity) {
      yield Buffer.concat([head, long]);
      yield* cleanBoxes(bytes, name, body, name === 'trak' ? {} : track);
    } else if (playsIt[within]?.includes(name) === true) {
      yield Buffer.concat([head, long]);
      if (body === Infinity) yield* bytes.rest();
      else yield* kept(bytes, { name, within, body, track });
    } else {
      if (name === 'cmov' || body === Infinity) throw new NotUnderstood('A packed film, or a box without an end');
      yield Buffer.concat([head.subarray(0, 4), Buffer.from('free', 'latin1'), long]);
      yield* nothing(bytes, body);
    }
  }
}

interface Box {
  readonly name: string;
  readonly within: string;
  readonly body: number;
  readonly track: Track;
}

async function* kept(bytes: ByteReader, { name, within, body, track }: Box): AsyncGenerator<Buffer> {
  if (!timed.has(name) && name !== 'hdlr' && name !== 'stsd') {
    yield* bytes.pass(body);
    return;
  }
  if (body > longestRead) throw new NotUnderstood('A longer box than any there is');
  const read = Buffer.from(await bytes.take(body));
  if (timed.has(name)) read.fill(0, 4, read[0] === 1 ? 20 : 12);
  if (name === 'hdlr') {
    if (within === 'mdia') track.kind = read.toString('latin1', 8, 12);
    // Whose program wrote it, and its name for it.
    read.fill(0, 12);
  }
  if (name === 'stsd') cleanSamples(read, track.kind);
  yield read;
}

/** With a track of another kind, places and words would lie among the samples, where nothing can be taken out. */
function cleanSamples(entries: Buffer, kind: string | undefined): void {
  if (kind === 'vide') {
    for (let at = 8; at + 82 <= entries.length;) {
      // Which camera or program coded it.
      entries.fill(0, at + 50, at + 82);
      at += Math.max(8, entries.readUInt32BE(at));
    }
  } else if (kind !== 'soun' && !isOfPhones(entries)) throw new NotUnderstood('A track beside picture and sound');
}

/** Which way up it is held and the like, as some phones write beside each film; with a place among it, it is refused. */
const isOfPhones = (entries: Buffer): boolean =>
  entries.toString('latin1', 12, 16) === 'mebx' && !entries.toString('latin1').toLowerCase().includes('location');
