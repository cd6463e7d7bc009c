import { renderSVG } from 'uqr';

import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { addressForApp } from './codes-of-app.js';

const allWords = loadWords(import.meta.url, 'app-to-add');

/** The square picture, and the same to be typed, in fours. */
export function appToAdd(secret: string, label: string, language: Language) {
  const words = allWords[language];
  // The library's own text: digits, letters and signs of SVG, nothing that anybody typed.
  const svg = renderSVG(addressForApp(secret, label === '' ? 'newid' : label), { border: 2, pixelSize: 5 });
  return {
    picture: svg.replace('<svg ', `<svg role="img" aria-label="${words('picture')}" width="240" height="240" `),
    orType: words('or-type'),
    secret: (secret.match(/.{1,4}/g) ?? []).join(' '),
  };
}
