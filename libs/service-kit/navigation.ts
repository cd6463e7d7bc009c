import { holdsRole, type Principal, type RoleName } from '#access/principal.js';
import { seePeople } from '#contracts/identity-access/addresses.js';
import { seeReports } from '#contracts/impact-reporting/addresses.js';
import { seeProgrammes } from '#contracts/programme-design/addresses.js';
import type { Language } from '#web/language.js';
import type { NavigationItem } from '#web/rendering/page-context.js';
import { loadWords } from '#web/words/words.js';

const words = loadWords(import.meta.url, 'navigation');

interface Entry {
  readonly key: string;
  readonly to: (parameters: { readonly language: Language }) => string;
  readonly roles: readonly RoleName[];
}

const entries: readonly Entry[] = [
  { key: 'programmes', to: seeProgrammes.to, roles: ['administrator', 'evaluator', 'facilitator'] },
  { key: 'reports', to: seeReports.to, roles: ['evaluator', 'administrator', 'facilitator'] },
  { key: 'people', to: seePeople.to, roles: ['administrator'] },
];

/** What leads where, for whoever asks: the same on the pages of every service, whichever process shows them. */
export function navigationFor(principal: Principal, language: Language, path: string): readonly NavigationItem[] {
  const items = entries
    .filter(({ roles }) => holdsRole(principal, roles))
    .map(({ key, to }) => ({ text: words[language](key), href: to({ language }) }));
  return items.map((item) => ({ ...item, isCurrent: path === item.href || path.startsWith(`${item.href}/`) }));
}
