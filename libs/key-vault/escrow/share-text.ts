import { createHash } from 'node:crypto';

/** Crockford's: no I, L, O or U, so that nothing on paper looks like something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytesInLine = 10;
/** Sixteen for the bytes, four that check them. */
const lettersInLine = 20;

/** Five lines of five groups, each with a check of its own: whoever types them from paper is told which line is wrong. */
export function linesOfShare(share: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < share.length; from += bytesInLine) {
    const number = lines.length + 1;
    const bytes = share.subarray(from, from + bytesInLine);
    const letters = lettersOf(bytes) + checkOf(number, bytes);
    lines.push(`${String(number)}  ${letters.replaceAll(/(.{4})(?=.)/g, '$1 ')}`);
  }
  return lines;
}

export type ReadShare =
  | { readonly kind: 'share'; readonly bytes: Buffer }
  | { readonly kind: 'line-missing' | 'line-mistyped'; readonly line: number };

/** Every share in a text: what is not a line of one is passed over. Capitals, spaces and hyphens do not matter. */
export function sharesIn(text: string, linesOfOne: number): readonly ReadShare[] {
  const found: Map<number, string>[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, digit = '', rest = ''] = /^\s*([1-9])[\s.:)]+([0-9A-Za-z\s-]+)$/.exec(line) ?? [];
    const letters = rest.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    const number = Number(digit);
    if (letters.length !== lettersInLine || number > linesOfOne || number < 1) continue;
    const last = found.at(-1);
    if (last === undefined || last.has(number)) found.push(new Map([[number, letters]]));
    else last.set(number, letters);
  }
  return found.map((lines) => readShare(lines, linesOfOne));
}

function readShare(lines: ReadonlyMap<number, string>, linesOfOne: number): ReadShare {
  const parts: Buffer[] = [];
  for (let line = 1; line <= linesOfOne; line += 1) {
    const letters = lines.get(line);
    if (letters === undefined) return { kind: 'line-missing', line };
    const bytes = bytesOf(letters.slice(0, -4));
    if (bytes === undefined || checkOf(line, bytes) !== letters.slice(-4)) return { kind: 'line-mistyped', line };
    parts.push(bytes);
  }
  return { kind: 'share', bytes: Buffer.concat(parts) };
}

/** Twenty bits: one mistake in a million goes by, and is met by the check of the whole share. */
const checkOf = (line: number, bytes: Uint8Array): string => {
  const sum = createHash('sha256').update('newid share').update(Uint8Array.of(line)).update(bytes).digest();
  return lettersOf(sum.subarray(0, 5)).slice(0, 4);
};

/** Five bits a letter; a multiple of five bytes comes out even. */
function lettersOf(bytes: Uint8Array): string {
  let letters = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      letters += alphabet[(held >> bits) & 31] ?? '';
      held &= (1 << bits) - 1;
    }
  }
  return letters;
}

function bytesOf(letters: string): Buffer | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
