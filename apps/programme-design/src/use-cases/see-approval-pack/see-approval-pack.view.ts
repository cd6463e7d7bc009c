import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeDateAndTime } from '#web/written.js';

import { approvalPackTextApi, approvePackPage, seeProgramme, settleDataProtectionPage } from '../../addresses.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { whatChanged } from '../../programme-parts/what-changed.js';
import { flowDrawing } from './flow.js';
import { approvalPack } from './pack.js';
import type { PackPart } from './pack-section.js';
import type { Approval, PackSeen } from './see-approval-pack.query.js';

interface Asked {
  readonly names: (person: string) => string;
  readonly mayApprove: boolean;
  readonly now: string;
}

export function leadOf({ version, design }: ProgrammeDocument, now: string, words: Words): readonly string[] {
  const { language } = words;
  return [
    words('run-by', { name: design.runBy[language] }),
    words('version', { version: String(version) }),
    words('made-on', { date: writeDate(language, new Date(now), design.timezone) }),
    words('lead'),
  ];
}

export function seeApprovalPackView(
  { programme: document, approvals, since }: PackSeen,
  { names, mayApprove, now }: Asked,
  words: Words,
) {
  const { language } = words;
  const { id, design } = document;
  const at = { language, programme: id };
  const nameOf = (person: string): string => (person === 'operator' ? words('operator') : names(person));
  const standing = design.approval === undefined ? undefined : approvals[0];
  return {
    title: words('heading'),
    backLink: seeProgramme.to(at),
    programme: design.name[language],
    heading: words('heading'),
    lead: leadOf(document, now, words),
    state: {
      approved: standing === undefined ? [] : linesOf(standing, nameOf, design.timezone, words),
      heading: words('approved'),
      open: standing === undefined ? words('not-approved') : '',
      rule: design.dataProtection?.opensOnlyApproved === true ? words('only-approved') : '',
    },
    since: {
      heading: words('changed-since'),
      items: since.map(({ event, at: when, by }) =>
        [
          whatChanged(event, design, language).what,
          writeDateAndTime(language, new Date(when), design.timezone),
          nameOf(by),
        ].join(', '),
      ),
    },
    actions: [
      ...(standing === undefined && mayApprove ? [{ text: words('approve'), href: approvePackPage.to(at) }] : []),
      { text: words('settle'), href: settleDataProtectionPage.to(at) },
      { text: words('download'), href: approvalPackTextApi.to({ programme: id }, { language }) },
    ],
    sections: approvalPack(design, words).map((section) => ({
      id: section.id,
      heading: section.heading,
      drawing: section.id === 'flow' ? flowDrawing(design, words) : null,
      parts: section.parts.map(partOf),
    })),
    history: {
      heading: words('history'),
      empty: words('history-none'),
      items: approvals.map((approval) => linesOf(approval, nameOf, design.timezone, words)),
    },
  };
}

function linesOf(
  { by, at, capacity, version, undecided, why }: Approval,
  nameOf: (person: string) => string,
  timeZone: string,
  words: Words,
): readonly string[] {
  return [
    words('approved-by', { name: nameOf(by) }),
    words('approved-as', { capacity }),
    words('approved-when', { date: writeDateAndTime(words.language, new Date(at), timeZone) }),
    words('approved-version', { version: String(version) }),
    ...(undecided === 0 ? [] : [words('approved-undecided', { n: undecided })]),
    ...(why === null ? [] : [words('approved-remark', { remark: why })]),
  ];
}

/** Templates look at no kind: each part has all of the names, empty where they say nothing. */
const partOf = (part: PackPart) => ({
  text: part.kind === 'text' ? part.text : '',
  heading: part.kind === 'heading' ? part.text : '',
  items: part.kind === 'list' ? part.items.map(({ text, href = '' }) => ({ text, href })) : [],
  table: part.kind === 'table' ? macroParams({ caption: part.caption, head: part.head, rows: part.rows }) : null,
});
