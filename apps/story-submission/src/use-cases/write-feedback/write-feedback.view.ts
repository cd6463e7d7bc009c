import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { seeFeedback } from '#contracts/story-submission/addresses.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { nameOfLanguage } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import { closeFeedbackPage } from '../../addresses.js';
import type { Addressee } from '../../domain/feedback/events.js';
import { routeIsOpen, tellBy, type Route } from '../../domain/feedback/feedback.js';
import { storySubmissionErrors } from '../../errors.js';
import type { OneFeedback } from './see-one-feedback.query.js';
import { channels, writeFeedbackForm } from './write-feedback.form.js';

export function writeFeedbackView(seen: OneFeedback, state: FormState, words: Words) {
  const { language } = words;
  const { document, wording, isKept, answers } = seen;
  const { id: feedback, programme, period, item } = document;
  const { reference, language: storyLanguage } = item.drafted;
  const isDraft = document.state === 'drafted';
  const isOpen = ['drafted', 'sent', 'waiting_on_page'].includes(document.state);
  const heading = words('heading', { reference });
  return {
    title: heading,
    backLink: seeFeedback.to({ language }, { programme, period }),
    errors: isDraft ? showForm(writeFeedbackForm, state, words, storySubmissionErrors).errors : [],
    heading,
    facts: factsOf(seen, words),
    returned: item.returned === null ? '' : words(`returned-${item.returned}`),
    isWithheld: wording === null,
    withheld: [words('withheld'), ...(isOpen ? [words('withheld-next')] : [])].join(' '),
    form: isDraft && wording !== null ? formOf(seen, state, words) : null,
    sent: isDraft || wording === null ? null : { heading: words('wording-sent'), paragraphs: paragraphsOf(wording) },
    lang: seen.language,
    keptNote: isDraft ? words(isKept ? 'is-kept' : 'is-draft') : '',
    answersHeading: words('answers'),
    answers: answers.map(({ at, text }) => ({
      when: writeDate(language, at, seen.design?.timezone),
      paragraphs: text === null ? [words('answer-withheld')] : paragraphsOf(text),
      lang: text === null ? language : storyLanguage,
    })),
    close: isOpen ? { text: words('close'), href: closeFeedbackPage.to({ language, feedback }) } : null,
  };
}

function factsOf({ document, design, route, language: toWriteIn, safely }: OneFeedback, words: Words) {
  const { language } = words;
  const { to, level, period, panel, state, item, sittingClosedAt } = document;
  const { decided } = item.drafted;
  const named = (of: readonly { id: string; name: { en: string; cy: string } }[] | undefined, id: string) =>
    of?.find((each) => each.id === id)?.name[language] ?? id;
  const rows: readonly (readonly [string, string])[] = [
    ['for', words(`to-${to}`)],
    ['panel', named(design?.panels, panel)],
    ['level', writeNumber(language, level)],
    ['period', named(design?.periods, period)],
    ['decided', words(decided.isChosen ? 'decided-chosen' : `decided-${decidedOtherwise(decided.outcome)}`)],
    ['state', words(`state-${state}`)],
    ['tell-by', writeDate(language, tellBy(calendarDay(sittingClosedAt, design?.timezone ?? timeZoneOfWales)))],
    ['reach', words(`reach-${reachedBy(route, to)}`)],
    ['language', nameOfLanguage[toWriteIn]],
    ...(safely === null ? [] : [['safely', safely] as const]),
  ];
  return macroParams({ rows: rows.map(([key, text]) => ({ key: { text: words(key) }, value: { text } })) });
}

function reachedBy({ isStopped, chosen, hasPage }: Route, to: Addressee) {
  if (isStopped) return 'stopped';
  if (chosen !== null || hasPage) return chosen ?? 'page';
  return to === 'collector' ? 'collector' : 'none';
}

const decidedOtherwise = (outcome: string): string =>
  outcome === 'none' || outcome === 'learning' ? outcome : 'otherwise';

function formOf({ document, route, language }: OneFeedback, state: FormState, words: Words) {
  const { fields } = showForm(writeFeedbackForm, state, words, storySubmissionErrors);
  const open = channels.filter((channel) => routeIsOpen(channel, route) === undefined);
  const [first, ...others] = open;
  return {
    version: String(document.version),
    wording: macroParams({
      ...fields.wording,
      label: { text: words('wording'), classes: 'nhsuk-label--m' },
      hint: { text: words('wording-hint') },
      attributes: { ...fields.wording.attributes, lang: language },
      rows: 14,
    }),
    // One way is no question: it is said, and goes with the button.
    onlyChannel:
      first === undefined || others.length > 0
        ? null
        : {
            value: first,
            heading: words('channel'),
            text: words(`channel-${first}`),
            hint: words(`channel-${first}-hint`),
          },
    channel:
      others.length === 0
        ? null
        : macroParams({
            ...fields.channel,
            fieldset: { legend: { text: words('channel'), classes: 'nhsuk-fieldset__legend--m' } },
            items: open.map((value) => ({
              value,
              text: words(`channel-${value}`),
              hint: { text: words(`channel-${value}-hint`) },
            })),
          }),
    noWay: first === undefined ? words('no-way') : '',
    keep: words('keep'),
    send: words('send'),
  };
}
