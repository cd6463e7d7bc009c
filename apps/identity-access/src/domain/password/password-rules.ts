import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** Characters. Length is what makes a password hard to guess; signs and digits are asked of nobody. */
export const leastCharacters = 12;
/** Long ones are welcome; beyond this somebody sends them to keep the machine busy. */
export const mostCharacters = 1_000;

export interface AboutPasswords {
  /** In lower case: those that many people use, or that leaked. */
  readonly common: ReadonlySet<string>;
  /** Of the person: what others would try first. */
  readonly ownWords: readonly string[];
}

/** Why nobody should choose it, or nothing. */
export function passwordProblem(password: string, { common, ownWords }: AboutPasswords): Refusal | undefined {
  const length = [...password].length;
  if (length < leastCharacters) return refuse('password-too-short', 'password', { least: leastCharacters });
  if (length > mostCharacters) return refuse('password-too-long', 'password', { most: mostCharacters });
  const plain = password.toLowerCase();
  if ([plain, core(plain), unitOf(plain)].some((each) => common.has(each)))
    return refuse('password-common', 'password');
  if (new Set(plain).size < 4 || isRun(plain)) return refuse('password-too-simple', 'password');
  if (saysOnly(plain, ['newid', ...ownWords])) return refuse('password-says-who', 'password');
  return undefined;
}

/** Without digits and signs at its ends: `Sunshine2026!!` is `sunshine`. */
const core = (plain: string): string => plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** What is repeated in it: `abcabcabc` is `abc`. */
function unitOf(plain: string): string {
  const at = (plain + plain).indexOf(plain, 1);
  return plain.slice(0, at);
}

/** Each character the next of the alphabet or of the figures, or each the one before: `abcdefghijkl`. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
  const [step] = steps;
  return steps.size === 1 && (step === 1 || step === -1);
}

const leastTelling = 3;

/** Little is left of it when what everybody knows is taken out. */
function saysOnly(plain: string, known: readonly string[]): boolean {
  const words = known
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= leastTelling);
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return left !== plain && [...left].length < leastCharacters / 2;
}
