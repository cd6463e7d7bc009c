import type { ContactGiven } from '../domain/contact/contact.js';

export const ways = ['mail', 'letter', 'page', 'stop'] as const;

interface Given {
  readonly way: (typeof ways)[number];
  readonly mail: string | undefined;
  readonly letter: string | undefined;
  readonly language: 'en' | 'cy' | undefined;
  readonly safely: string | undefined;
}

/** One address, as people write it: something, an at sign, something with a dot; no second line that could say more. */
export const isMailAddress = (text: string): boolean =>
  /^[^\s@,;<>"()]{1,64}@[^\s@,;<>"()]+\.[^\s@,;<>"().]{2,}$/.test(text);

/** What the answers come to: a choice, that nobody writes, or the field that is not there yet. */
export function contactOf(
  { way, mail = '', letter = '', language, safely }: Given,
  shownIn: 'en' | 'cy',
): ContactGiven | 'stop' | { readonly field: 'mail' | 'letter'; readonly wrong: string } {
  const spoken = language ?? shownIn;
  const asked = (safely ?? '').trim() === '' ? null : (safely ?? null);
  switch (way) {
    case 'stop':
      return 'stop';
    case 'page':
      return { channel: 'page', language: spoken };
    case 'mail': {
      const address = mail.trim();
      if (!isMailAddress(address)) return { field: 'mail', wrong: 'mail-missing' };
      return { channel: 'mail', language: spoken, contact: { address, safely: asked } };
    }
    case 'letter': {
      const address = letter.trim();
      if (address === '') return { field: 'letter', wrong: 'letter-missing' };
      return { channel: 'letter', language: spoken, contact: { address, safely: asked } };
    }
  }
}
