import { seeProgramme } from '#contracts/programme-design/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Form, FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import { confirmKeepNoLonger } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { RetentionRun } from '../../read-models/retention-runs/retention-runs.js';
import type { WouldGo } from './would-go.js';

interface Shown {
  readonly design: ProgrammeDesign;
  readonly going: WouldGo;
  readonly runs: readonly RetentionRun[];
  readonly nameOf: (person: string) => string;
  readonly isMine: (person: string) => boolean;
}

export function keepNoLongerView(
  { design, going, runs, nameOf, isMine }: Shown,
  form: Form<Record<never, never>>,
  state: FormState,
  words: Words,
) {
  const { language } = words;
  const nameOfPeriod = (id: string): string => design.periods.find((each) => each.id === id)?.name[language] ?? id;
  const { keepMonths, periods } = going;
  return {
    title: words('title'),
    backLink: seeProgramme.to({ language, programme: design.id }),
    errors: showForm(form, state, words, storySubmissionErrors).errors,
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
      confirm:
        stands === 'proposed' && !isMine(proposedBy)
          ? { text: words('confirm'), action: confirmKeepNoLonger.to({ language, programme: design.id, list: id }) }
          : null,
    })),
  };
}
