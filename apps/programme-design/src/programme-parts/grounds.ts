import type { DataProtectionDesign } from '#contracts/shared/programme.js';
import { loadWords } from '#web/words/words.js';

export const groundsInWords = loadWords(import.meta.url, 'grounds');

/** Those of Article 6 that a programme of stories can stand on. */
export const lawfulBases = [
  'consent',
  'public-task',
  'legitimate-interests',
  'legal-obligation',
  'contract',
] as const satisfies readonly DataProtectionDesign['lawfulBasis'][];

/** Those of Article 9. */
export const specialConditions = [
  'explicit-consent',
  'health-or-social-care',
  'public-health',
  'substantial-public-interest',
  'research-or-statistics',
] as const satisfies readonly DataProtectionDesign['specialCondition'][];
