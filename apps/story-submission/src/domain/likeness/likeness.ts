/** Numbers of one signature: the share in which two agree is how alike two texts are, to about one in eight. */
const places = 64;
/** Words of one shingle: enough that common phrases do not count, few enough that a changed word costs little. */
const wordsOfShingle = 3;
/** Shorter texts say too little to be alike. */
const fewestWords = 8;

/** From here on a person is asked to look. */
export const likelyTheSame = 0.5;

/** Held in memory while stories are compared, and never kept: what nobody keeps tells nobody anything. */
export type Signature = Uint32Array;

const plainWords = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** FNV-1a. */
function hashOf(words: readonly string[], from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + wordsOfShingle; at += 1) {
    for (const character of `${words[at] ?? ''} `) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  return hash >>> 0;
}

/** As murmur3 ends: each place orders the same shingles in its own way. */
function mixed(hash: number, place: number): number {
  let mix = hash ^ Math.imul(place + 1, 0x9e3779b1);
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

/** The least of each order over the shingles of a text (minhash). Undefined: too short to be compared. */
export function signatureOf(text: string): Signature | undefined {
  const words = plainWords(text);
  if (words.length < fewestWords) return undefined;
  const least = new Uint32Array(places).fill(0xffffffff);
  for (let from = 0; from + wordsOfShingle <= words.length; from += 1) {
    const hash = hashOf(words, from);
    for (let place = 0; place < places; place += 1) {
      const mix = mixed(hash, place);
      if (mix < (least[place] ?? 0)) least[place] = mix;
    }
  }
  return least;
}

/** 0 to 1: an estimate of the share of shingles that two texts have in common. */
export function likenessOf(one: Signature, other: Signature): number {
  let same = 0;
  for (let place = 0; place < places; place += 1) if (one[place] === other[place]) same += 1;
  return same / places;
}
