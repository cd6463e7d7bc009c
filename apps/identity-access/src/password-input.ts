import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords } from '#web/words/words.js';
import type { Language } from '#web/language.js';

const allWords = loadWords(import.meta.url, 'password-input');

/** What nhsuk's password input is given besides its field: a label, and the words of its button. */
export function passwordInput(
  field: object,
  language: Language,
  label: string,
  autocomplete: 'current-password' | 'new-password',
  hint?: string,
) {
  const words = allWords[language];
  return macroParams({
    ...field,
    label: { text: label },
    autocomplete,
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    showPasswordText: words('show'),
    hidePasswordText: words('hide'),
    showPasswordAriaLabelText: words('show-label'),
    hidePasswordAriaLabelText: words('hide-label'),
    passwordShownAnnouncementText: words('shown'),
    passwordHiddenAnnouncementText: words('hidden'),
  });
}
