import { isLanguage, type Language } from '#web/language.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';

/**
 * Known before the arguments are parsed, because help and complaints about arguments are in it too.
 * `--language` goes before NEWID_LANGUAGE, the last one given before those before it; without either the terminal's own.
 */
export function chooseLanguage(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language | Refusal {
  const asked = given.flatMap((argument, index) => {
    if (argument.startsWith('--language=')) return [argument.slice('--language='.length)];
    return argument === '--language' ? given.slice(index + 1, index + 2) : [];
  });
  const option = asked.at(-1);
  if (option !== undefined) return isLanguage(option) ? option : refuse('language-unknown', '--language');
  const variable = environment['NEWID_LANGUAGE'] ?? '';
  if (variable === '') return languageOfTerminal(environment);
  return isLanguage(variable) ? variable : refuse('language-unknown', 'NEWID_LANGUAGE');
}

export const languageOrEnglish = (chosen: Language | Refusal): Language => (isRefusal(chosen) ? 'en' : chosen);

/** As POSIX orders them: the first that is set counts. `cy_GB.UTF-8` is Welsh; whatever we do not speak is English. */
function languageOfTerminal(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name] ?? '').find((set) => set !== '') ?? '';
  return /^cy(?:[_.@]|$)/.test(locale) ? 'cy' : 'en';
}
