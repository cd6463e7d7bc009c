/** `12.50`, `12,50`, `£12` as pence; undefined where it is no amount. */
export function penceFrom(typed: string): number | undefined {
  const match = /^£?\s*(\d{1,5})(?:[.,](\d{2}))?$/.exec(typed.trim());
  return match === null ? undefined : Number(match[1]) * 100 + Number(match[2] ?? 0);
}

/** For a form, or a file: `12.50`. */
export const plainPounds = (pence: number): string => (pence / 100).toFixed(2);

export const writePounds = (language: 'en' | 'cy', pence: number): string =>
  new Intl.NumberFormat(language === 'cy' ? 'cy-GB' : 'en-GB', { style: 'currency', currency: 'GBP' }).format(
    pence / 100,
  );
