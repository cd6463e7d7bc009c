import type { Language } from '#web/language.js';

import { auditCsvApi, breachesCsvApi, disclosuresCsvApi } from '../../../identity-access/src/addresses.js';
import { criteriaCsvApi, measuresCsvApi, themesCsvApi } from '../../../impact-reporting/src/addresses.js';
import { hoursCsvApi, minutesFile, tallyFileApi } from '../../../panel-review/src/addresses.js';
import { approvalPackTextApi, frameworkCsvApi, programmeApi } from '../../../programme-design/src/addresses.js';
import { extraAnswersCsvApi, importReport, whoWasAskedCsvApi } from '../../../story-submission/src/addresses.js';

/** What stands after the name of an export, in this order. */
export type Taken = 'programme' | 'period' | 'sitting' | 'import';
export type Ids = Readonly<Record<Taken, string>>;

export interface Asked {
  readonly language: Language;
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Export {
  readonly takes: readonly Taken[];
  readonly options?: readonly ('period' | 'from' | 'to')[];
  readonly address: (ids: Ids, asked: Asked) => string;
}

/** Each is the file that a page offers, by the same address: what may be in it, and that it was taken, is decided there. */
export const exportsByName: Readonly<Record<string, Export>> = {
  programme: { takes: ['programme'], address: ({ programme }) => programmeApi.to({ programme }) },
  'approval-pack': {
    takes: ['programme'],
    address: ({ programme }, { language }) => approvalPackTextApi.to({ programme }, { language }),
  },
  framework: { takes: ['programme'], address: ({ programme }) => frameworkCsvApi.to({ programme }) },
  answers: {
    takes: ['programme'],
    options: ['period'],
    address: ({ programme }, { language, period }) => extraAnswersCsvApi.to({ programme }, { language, period }),
  },
  'who-was-asked': {
    takes: ['programme', 'period'],
    address: ({ programme, period }, { language }) => whoWasAskedCsvApi.to({ programme, period }, { language }),
  },
  'import-report': {
    takes: ['import'],
    address: (ids, { language }) => importReport.to({ language, import: ids.import }),
  },
  minutes: { takes: ['sitting'], address: ({ sitting }, { language }) => minutesFile.to({ language, sitting }) },
  tally: { takes: ['sitting'], address: ({ sitting }) => tallyFileApi.to({ sitting }) },
  hours: { takes: [], address: (_, { language }) => hoursCsvApi.to({}, { language }) },
  measures: {
    takes: ['programme'],
    address: ({ programme }, { language }) => measuresCsvApi.to({ programme }, { language }),
  },
  themes: {
    takes: ['programme'],
    address: ({ programme }, { language }) => themesCsvApi.to({ programme }, { language }),
  },
  criteria: {
    takes: ['programme'],
    address: ({ programme }, { language }) => criteriaCsvApi.to({ programme }, { language }),
  },
  audit: { takes: [], options: ['from', 'to'], address: (_, { from, to }) => auditCsvApi.to({}, { from, to }) },
  breaches: { takes: [], address: () => breachesCsvApi.to() },
  disclosures: { takes: [], address: () => disclosuresCsvApi.to() },
};
