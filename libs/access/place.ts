/** Where a session was begun, as roughly as helps its person to know it again. No address: it would say where they live. */
export interface Place {
  readonly browser: (typeof browsers)[number][0] | 'other';
  readonly system: (typeof systems)[number][0] | 'other';
}

/** The more particular first: Edge and Opera say that they are Chrome, Chrome that it is Safari. */
const browsers = [
  ['edge', /\bEdgA?\/|\bEdgiOS\//],
  ['opera', /\bOPR\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\bFirefox\/|\bFxiOS\//],
  ['chrome', /\bChrome\/|\bCriOS\/|\bHeadlessChrome\//],
  ['safari', /\bSafari\//],
] as const;

const systems = [
  ['android', /\bAndroid\b/],
  ['ios', /\biPhone\b|\biPad\b/],
  ['windows', /\bWindows\b/],
  ['chromeos', /\bCrOS\b/],
  ['macos', /\bMacintosh\b/],
  ['linux', /\bLinux\b/],
] as const;

/** Longer than any browser's; what comes after is not read. */
const mostCharacters = 500;

export function placeOf(userAgent: string | undefined): Place {
  const said = (userAgent ?? '').slice(0, mostCharacters);
  const browser = browsers.find(([, pattern]) => pattern.test(said))?.[0] ?? 'other';
  const system = systems.find(([, pattern]) => pattern.test(said))?.[0] ?? 'other';
  return { browser, system };
}
