/** Two years, as browsers ask for before they remember a host. */
const twoYearsInSeconds = 63_072_000;

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    // The nonce is for the one inline line of nhsuk's template, which marks the body as scripted.
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

const features = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'payment',
  'usb',
];

/** The same headers on every response. HSTS only over https: over http it means nothing, and loopback must stay http. */
export const securityHeaders = (nonce: string, isHttps: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': policy(nonce),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': features.map((feature) => `${feature}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(isHttps ? { 'strict-transport-security': `max-age=${twoYearsInSeconds}; includeSubDomains` } : {}),
});
