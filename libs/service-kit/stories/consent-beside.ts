import { consentAudiences, type Consent, type ConsentAudience } from '#contracts/shared/consent.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

const allWords = loadWords(import.meta.url, 'consent-beside');

/** What a teller agreed to, to stand beside the story wherever it is read. Whom they left out is not every reader’s to know. */
export type ConsentBeside = Pick<Consent, 'audiences' | 'uses'>;

/** As it stands at this moment. Null: nothing is known of it any more. */
export async function consentBeside(vault: Pick<KeyVault, 'consentOf'>, story: string): Promise<ConsentBeside | null> {
  const standing = await vault.consentOf(`story/${story}`);
  return standing === undefined ? null : { audiences: standing.consent.audiences, uses: standing.consent.uses };
}

export const audienceSaid = (audience: ConsentAudience, language: Language): string =>
  allWords[language](`audience-${audience}`);

export function readersSaid({ audiences }: Pick<Consent, 'audiences'>, language: Language): readonly string[] {
  const words = allWords[language];
  const readers = consentAudiences.flatMap((audience) => {
    const answer = audiences[audience];
    if (answer === undefined) return [];
    return [words(answer.named ? 'named' : 'unnamed', { audience: audienceSaid(audience, language) })];
  });
  return readers.length === 0 ? [words('nobody')] : readers;
}

export function usesSaid({ uses }: Pick<Consent, 'uses'>, language: Language): readonly string[] {
  const words = allWords[language];
  return uses.length === 0 ? [words('uses-none')] : uses.map((use) => words(`use-${use}`));
}

/** For the macro `consentBeside`. */
export function consentShown(consent: ConsentBeside | null, language: Language) {
  if (consent === null) return null;
  const words = allWords[language];
  return {
    heading: words('heading'),
    parts: [
      { text: words('readers'), lines: readersSaid(consent, language) },
      { text: words('uses'), lines: usesSaid(consent, language) },
    ],
  };
}
