import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { importStories, seeStories } from '#contracts/story-submission/addresses.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeNumber } from '#web/written.js';

import { importReport, matchColumns, seeImport, setCheckAside } from '../../addresses.js';
import type { ImportDocument } from '../../read-models/imports/imports.js';
import type { FileReport, RowReport } from './import-report.js';
import type { ImportProgress } from './run-import.js';

interface Shown {
  /** They may say that they have read every story for the panels. */
  readonly mayRead: boolean;
  readonly document: ImportDocument;
  readonly design: ProgrammeDesign | undefined;
  readonly progress: ImportProgress | null;
  readonly report: { readonly file: FileReport; readonly rows: readonly RowReport[]; readonly isMore: boolean } | null;
  readonly isAll: boolean;
  readonly from: number;
}

export const needsALook = ({ do: fate, isAlreadyThere }: RowReport): boolean => fate !== 'accept' && !isAlreadyThere;

/** The key of what becomes of a row. */
export const fateOf = ({ do: fate, isAlreadyThere }: RowReport): string =>
  isAlreadyThere && fate !== 'reject' ? 'fate-already' : `fate-${fate}`;

export function seeImportView(shown: Shown, words: Words, why: Words) {
  const { document, design, progress, mayRead } = shown;
  const { language } = words;
  const { id, isDryRun, state, programme } = document;
  const kind = isDryRun ? 'check' : 'import';
  return {
    title: words(`heading-${kind}`),
    backLink: importStories.to({ language }),
    heading: words(`heading-${kind}`),
    programme: words('programme', { name: design?.name[language] ?? programme }),
    running:
      state === 'running'
        ? {
            text: words('running'),
            progress: progress === null ? words('progress-none') : words('progress', { ...progress }),
            again: { text: words('look-again'), href: seeImport.to({ language, import: id }) },
          }
        : null,
    failed:
      state === 'failed'
        ? {
            text: words('failed'),
            reasons: document.refusals.map(({ refusal }) => why(refusal)),
            again: { text: words('try-again'), href: importStories.to({ language }) },
          }
        : null,
    columns:
      state !== 'running' && document.isFileKept
        ? { text: words('match-columns'), href: matchColumns.to({ language, import: id }) }
        : null,
    ended: state === 'ended' ? words(`ended-${kind}`) : '',
    seeStories:
      state === 'ended' && !isDryRun
        ? { text: words('see-stories'), href: seeStories.to({ language }, { programme }) }
        : null,
    counts: countsOf(document, words),
    bringIn: state === 'ended' && isDryRun ? bringInOf(document, mayRead, words) : null,
    report: reportOf(shown, words, why),
  };
}

function countsOf({ counts, isDryRun }: ImportDocument, words: Words) {
  if (counts === null) return null;
  const tense = isDryRun ? '-check' : '';
  const rows: readonly (readonly [string, number])[] = [
    ['rows', counts.rows],
    [`accepted${tense}`, counts.accepted],
    [`warned${tense}`, counts.acceptedWithWarning],
    [`rejected${tense}`, counts.rejected],
    ['already-there', counts.alreadyThere],
  ];
  return {
    caption: words('caption-counts'),
    rows: rows.map(([key, count]) => ({ label: words(key), count: writeNumber(words.language, count) })),
  };
}

function bringInOf({ id, counts, isFileKept, broughtInBy }: ImportDocument, mayRead: boolean, words: Words) {
  const { language } = words;
  const taken = (counts?.accepted ?? 0) + (counts?.acceptedWithWarning ?? 0);
  const common = { heading: words('confirm-heading'), aside: words('set-aside'), asideHint: words('set-aside-hint') };
  const forms = {
    confirm: words('confirm', { number: taken }),
    wasRead: mayRead ? wasReadOf(words) : null,
    send: words('bring-in'),
    isPossible: isFileKept && taken > 0,
    isFileKept,
    asideAction: setCheckAside.to({ language, import: id }),
  };
  const done =
    broughtInBy === null
      ? null
      : {
          text: words('brought-in'),
          link: words('see-brought-in'),
          href: seeImport.to({ language, import: broughtInBy }),
        };
  const instead = isFileKept ? (taken > 0 ? '' : words('nothing-to-bring')) : words('file-gone');
  return { ...common, ...forms, done, instead };
}

const wasReadOf = (words: Words) =>
  macroParams({
    idPrefix: 'wasRead',
    name: 'wasRead',
    fieldset: { legend: { text: words('was-read-legend'), size: 's' } },
    hint: { text: words('was-read-hint') },
    items: [{ value: 'yes', text: words('was-read') }],
  });

function reportOf({ document, report, isAll, from }: Shown, words: Words, why: Words) {
  if (report === null) return null;
  const { language } = words;
  const { id } = document;
  const page = (rows: string | undefined, after?: number): string =>
    seeImport.to({ language, import: id }, { rows, after });
  return {
    fileHeading: words('file'),
    warnings: report.file.warnings.map(({ reason, details }) => why(reason, details)),
    heading: words('report'),
    caption: words('caption-rows', { from: from + 1, to: from + report.rows.length }),
    head: ['row-line', 'row-id', 'row-fate', 'row-why'].map((key) => words(key)),
    rows: report.rows.map((row) => ({
      line: String(row.line),
      cells: [row.externalId, words(fateOf(row)), why(row.reason)],
    })),
    nothing: words('no-rows'),
    other: isAll
      ? { text: words('only-looked-at'), href: page(undefined) }
      : { text: words('all-rows'), href: page('all') },
    more: report.isMore
      ? { text: words('more'), href: page(isAll ? 'all' : undefined, from + report.rows.length) }
      : null,
    download: { text: words('download'), href: importReport.to({ language, import: id }) },
  };
}
