/** An exact number, so that equal means tie whatever the order in which scores were added. The denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };

/**
 * The decimal that the number was written as: 0.1 is one tenth here, not the double beside it,
 * so that scores of 0.1 and 0.2 add up to those of 0.3. Takes any finite number.
 */
export function fractionOf(value: number): Fraction {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = mantissa.split('.');
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return power >= 0
    ? { numerator: digits * 10n ** BigInt(power), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-power) };
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : {
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator,
      };

/** The share of each of `parts`, a whole number above nought. */
export const sharedBy = (a: Fraction, parts: number): Fraction => ({
  numerator: a.numerator,
  denominator: a.denominator * BigInt(parts),
});

/** Above nought where a is more than b, nought where they are equal. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Right to the last digit of a double while both parts are below 2^53, and to 17 significant digits beyond. */
export function toNumber({ numerator, denominator }: Fraction): number {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  const [top, bottom] = [numerator / divisor, denominator / divisor];
  if (isSafe(top) && isSafe(bottom)) return Number(top) / Number(bottom);
  const magnitude = top < 0n ? -top : top;
  const shift = 20 + String(bottom).length - String(magnitude).length;
  const digits = shift >= 0 ? (magnitude * 10n ** BigInt(shift)) / bottom : magnitude / bottom / 10n ** BigInt(-shift);
  return Number(`${top < 0n ? '-' : ''}${digits}e${-shift}`);
}

const isSafe = (value: bigint): boolean =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
