import { seeProgramme } from '#contracts/programme-design/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import { confirmKeepNoLonger } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { RetentionRun } from '../../read-models/retention-runs/retention-runs.js';
import type { WouldGo } from './would-go.js';

export const proposeForm = defineForm({});

const seenOn = (list: string): `seen-${string}` => `seen-${list}`;

/** What goes does not come back: nobody agrees by one press, and to a list they have not looked at. */
export const agreeForm = (list: string) =>
  defineForm({ [seenOn(list)]: choices({ options: ['seen'], required: 'seen-missing' }) });

/** What was sent and not taken: a list agreed to, or without one, a list to be made. */
export interface Sent {
  readonly list?: string;
  readonly state: FormState;
}

interface Shown {
  readonly design: ProgrammeDesign;
  readonly going: WouldGo;
  readonly runs: readonly RetentionRun[];
  readonly nameOf: (person: string) => string;
  readonly isMine: (person: string) => boolean;
  /** The references on each list that whoever looks may agree to. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
}

export function keepNoLongerView(
  { design, going, runs, nameOf, isMine, listed }: Shown,
  sent: Sent | undefined,
  words: Words,
) {
  const { language } = words;
  const nameOfPeriod = (id: string): string => design.periods.find((each) => each.id === id)?.name[language] ?? id;
  const { keepMonths, periods } = going;
  return {
    title: words('title'),
    backLink: seeProgramme.to({ language, programme: design.id }),
    errors: errorsOf(sent, words),
    programme: design.name[language],
    heading: words('heading'),
    kept: keepMonths === null ? words('kept-until-asked') : words('kept', { n: keepMonths }),
    explanation: words('explanation'),
    caption: words('caption'),
    head: ['period', 'closed', 'due', 'going', 'held'].map((key) => words(`head-${key}`)),
    periods: periods.map(({ period, closes, dueOn, going: go, held }) => ({
      name: nameOfPeriod(period),
      cells: [
        writeDate(language, closes),
        writeDate(language, dueOn),
        writeNumber(language, go),
        writeNumber(language, held),
      ],
    })),
    empty: words('empty'),
    listHeading: words('list', { n: going.going.length }),
    list: going.going.map(({ reference }) => reference),
    heldHeading: words('held-list', { n: going.held.length }),
    heldList: going.held.map(({ reference }) => reference),
    send: words('send'),
    runsHeading: words('runs'),
    noRuns: words('no-runs'),
    runs: runs.map(({ id, proposedBy, proposedAt, stories, state: stands, confirmedBy, erased, kept }) => ({
      made: words('made', {
        n: stories,
        name: nameOf(proposedBy),
        date: writeDate(language, proposedAt, design.timezone),
      }),
      stands:
        stands === 'proposed'
          ? words(isMine(proposedBy) ? 'waits-for-another' : 'waits-for-you')
          : stands === 'confirmed'
            ? words('goes', { name: nameOf(confirmedBy ?? '') })
            : words('went', { erased, kept, name: nameOf(confirmedBy ?? '') }),
      confirm: agreeing(id, { design, references: listed.get(id), sent }, words),
    })),
  };
}

function errorsOf(sent: Sent | undefined, words: Words) {
  if (sent === undefined) return [];
  const form = sent.list === undefined ? proposeForm : agreeForm(sent.list);
  return showForm(form, sent.state, words, storySubmissionErrors).errors;
}

interface Agreeing {
  readonly design: ProgrammeDesign;
  /** Undefined: it is not to be agreed to, or not by whoever looks. */
  readonly references: readonly string[] | undefined;
  readonly sent: Sent | undefined;
}

function agreeing(list: string, { design, references, sent }: Agreeing, words: Words) {
  if (references === undefined) return null;
  const { language } = words;
  const form = agreeForm(list);
  const { fields } = showForm(form, sent?.list === list ? sent.state : form.empty, words, storySubmissionErrors);
  return {
    listHeading: words('on-list', { n: references.length }),
    list: references,
    seen: macroParams({ ...fields[seenOn(list)], items: [{ value: 'seen', text: words('seen') }] }),
    text: words('confirm'),
    action: confirmKeepNoLonger.to({ language, programme: design.id, list }),
  };
}
