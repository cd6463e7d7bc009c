import { never } from '#contracts/shared/decider.js';
import { seeStories } from '#contracts/story-submission/addresses.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeNumber } from '#web/written.js';

import { seeStory, whoWasAskedCsvApi, whoWasAskedPage } from '../../addresses.js';
import type { Gap } from '../../domain/who-was-asked/gaps.js';
import { figures } from '../../domain/who-was-asked/who-was-asked.js';
import { storySubmissionErrors } from '../../errors.js';
import { figuresForm, limitForm } from './keep-who-was-asked.form.js';
import type { FigureSeen, RegisterOfPeriod } from './register-of-period.js';

export function keepWhoWasAskedView(
  register: RegisterOfPeriod,
  states: { readonly figures: FormState; readonly limit: FormState },
  words: Words,
) {
  const { language } = words;
  const { design, period, lines, told, gaps, atMost, tooOften } = register;
  const given = showForm(figuresForm, states.figures, words, storySubmissionErrors);
  const limit = showForm(limitForm, states.limit, words, storySubmissionErrors);
  const at = { programme: design.id, period: period.id };
  const numberSaid = (number: FigureSeen['number']): string =>
    number === null ? words('not-known') : number === 'few' ? words('few') : writeNumber(language, number);
  return {
    title: words('heading'),
    backLink: seeStories.to({ language }, { programme: design.id }),
    errors: [...given.errors, ...limit.errors],
    programme: design.name[language],
    heading: words('heading'),
    period: words('period', { name: period.name[language] }),
    others: design.periods
      .filter(({ id }) => id !== period.id)
      .map(({ id, name }) => ({
        text: words('other-period', { name: name[language] }),
        href: whoWasAskedPage.to({ language, programme: design.id, period: id }),
      })),
    explanation: words('explanation'),
    empty: words('empty'),
    caption: words('caption'),
    head: ['group', 'figure', 'number', 'source'].map((column) => words(`column-${column}`)),
    rows: lines.flatMap(({ group, figures: seen }) =>
      seen.map(({ figure, number, source }) => ({
        group: group ?? words('everybody'),
        cells: [words(`figure-${figure}`), numberSaid(number), source ?? ''],
      })),
    ),
    told: words('told', { number: numberSaid(told) }),
    changes: lines.map(({ group }) => ({
      text: group === null ? words('change-everybody') : words('change-group', { group }),
      href: whoWasAskedPage.to({ language, ...at }, group === null ? { change: 'everybody' } : { group }),
    })),
    csv: lines.length === 0 ? null : { text: words('csv'), href: whoWasAskedCsvApi.to(at, { language }) },
    gapsHeading: words('gaps'),
    gaps: gaps.map((gap) => gapSaid(gap, words)),
    noGaps: words('no-gaps'),
    tooOftenHeading: words('too-often'),
    tooOftenExplanation: words('too-often-explanation', { n: atMost }),
    noneTooOften: words('none-too-often'),
    tooOften: tooOften.map(({ story, reference, times }) => ({
      text: words('asked-times', { reference, n: times }),
      href: seeStory.to({ language, story }),
    })),
    form: {
      heading: words('give'),
      group: macroParams({
        ...given.fields.group,
        label: { text: words('group') },
        hint: { text: words('group-hint') },
      }),
      figures: figures.map((figure) => ({
        legend: words(`figure-${figure}`),
        number: macroParams({
          ...given.fields[figure],
          label: { text: words('number') },
          inputmode: 'numeric',
          classes: 'nhsuk-input--width-5',
        }),
        source: macroParams({ ...given.fields[`${figure}Source`], label: { text: words('source') } }),
      })),
      sourceHint: words('source-hint'),
      send: words('send'),
    },
    limit: {
      heading: words('limit'),
      atMost: macroParams({
        ...limit.fields.atMost,
        label: { text: words('limit-label') },
        inputmode: 'numeric',
        classes: 'nhsuk-input--width-3',
      }),
      send: words('limit-send'),
    },
  };
}

function gapSaid(gap: Gap, words: Words): string {
  const { language } = words;
  switch (gap.kind) {
    case 'figure-missing':
      return words('gap-figure-missing', { figure: words(`figure-${gap.figure}`) });
    case 'not-invited': {
      const counts = { number: writeNumber(language, gap.number), of: writeNumber(language, gap.of) };
      return gap.group === null
        ? words('gap-not-invited', counts)
        : words('gap-not-invited-group', { ...counts, group: gap.group });
    }
    case 'no-answer-known':
      return words('gap-no-answer', { number: writeNumber(language, gap.number), of: writeNumber(language, gap.of) });
    case 'nobody-invited':
      return words('gap-nobody-invited', { group: gap.group });
    case 'invited-less':
      return words('gap-invited-less', { group: gap.group });
    default:
      return never(gap);
  }
}
