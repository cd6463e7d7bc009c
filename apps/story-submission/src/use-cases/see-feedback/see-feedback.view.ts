import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { seeMeetings } from '#contracts/panel-review/addresses.js';
import { seeFeedback } from '#contracts/story-submission/addresses.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import { writeFeedbackPage } from '../../addresses.js';
import { daysToTell, isOverdue, tellBy } from '../../domain/feedback/feedback.js';
import type { FeedbackDocument } from '../../read-models/feedback/feedback.js';
import type { Asked } from './asked-feedback.js';
import { statesAsked, type FeedbackFound, type Progress } from './see-feedback.query.js';

/** What a sending came to. */
export type Told = 'nothing' | 'none-ticked' | { readonly sent: number; readonly left: number };

interface Shown {
  readonly designs: readonly ProgrammeDesign[];
  readonly design: ProgrammeDesign | undefined;
  readonly asked: Asked;
  readonly now: string;
  readonly told: Told;
  readonly found: FeedbackFound;
  readonly progress: readonly Progress[];
}

type Option = readonly [value: string, text: string];

export function seeFeedbackView(shown: Shown, words: Words) {
  const { language } = words;
  const { designs, design, asked, found, progress, told } = shown;
  const { period, level, state } = asked.filter;
  const narrowed = { programme: design?.id, period, level, state };
  const isNarrowed = period !== undefined || level !== undefined || state !== undefined;
  return {
    title: words('heading'),
    errors: told === 'none-ticked' ? [{ text: words('none-ticked'), href: '#feedback-1' }] : [],
    heading: words('heading'),
    explanation: words('explanation', { days: daysToTell }),
    notice: typeof told === 'string' ? null : noticeOf(told, words),
    noProgramme: designs.length === 0 ? words('no-programme') : '',
    progress: progress.length === 0 ? null : progressTable(progress, design, words),
    narrow: words('narrow'),
    isNarrowOpen: isNarrowed || found.items.length === 0,
    action: seeFeedback.to({ language }),
    selects: design === undefined ? [] : selectsOf(shown, design, words),
    show: words('show'),
    send: seeFeedback.to({ language }, { ...narrowed, after: asked.after }),
    sendTicked: words('send-ticked'),
    sendHint: words('send-hint'),
    canSend: found.items.some((item) => item.state === 'drafted'),
    caption: words('caption'),
    head: ['story', 'told-to', 'panel', 'level', 'closed', 'state', 'choose'].map((key) => words(key)),
    items: found.items.map((item, at) => itemRow(item, at, shown, words)),
    empty: words(isNarrowed ? 'empty-narrowed' : 'empty'),
    meetings: { text: words('meetings'), href: seeMeetings.to({ language }) },
    start: asked.after === undefined ? null : { text: words('start'), href: seeFeedback.to({ language }, narrowed) },
    more:
      found.next === undefined
        ? null
        : { text: words('more'), href: seeFeedback.to({ language }, { ...narrowed, after: found.next }) },
  };
}

const noticeOf = ({ sent, left }: { readonly sent: number; readonly left: number }, words: Words) => ({
  sent: words('sent-now', { n: sent }),
  left: left === 0 ? '' : words('left-now', { n: left }),
});

const nameOf = (
  of: readonly { id: string; name: { en: string; cy: string } }[] | undefined,
  id: string,
  words: Words,
) => of?.find((each) => each.id === id)?.name[words.language] ?? id;

function itemRow(item: FeedbackDocument, at: number, { design, now }: Shown, words: Words) {
  const { language } = words;
  const { reference } = item.item.drafted;
  const timeZone = design?.timezone ?? timeZoneOfWales;
  const closedOn = calendarDay(item.sittingClosedAt, timeZone);
  const isLate = isOverdue(item, closedOn, calendarDay(now, timeZone));
  return {
    id: `feedback-${String(at + 1)}`,
    value: item.id,
    canSend: item.state === 'drafted',
    choose: words('choose-one', { reference, to: words(`to-${item.to}`) }),
    reference,
    href: writeFeedbackPage.to({ language, feedback: item.id }),
    cells: [
      words(`to-${item.to}`),
      nameOf(design?.panels, item.panel, words),
      writeNumber(language, item.level),
      writeDate(language, closedOn),
    ],
    state: words(isLate ? 'state-overdue' : stateKey(item)),
    by: item.state === 'drafted' ? words('tell-by', { date: writeDate(language, tellBy(closedOn)) }) : '',
    colour: isLate ? 'nhsuk-tag--red' : item.state === 'drafted' ? 'nhsuk-tag--yellow' : 'nhsuk-tag--grey',
  };
}

const stateKey = ({ state, item }: FeedbackDocument): string =>
  state === 'drafted' && item.wording !== null ? 'state-worded' : `state-${state}`;

function selectsOf({ designs, asked }: Shown, design: ProgrammeDesign, words: Words) {
  const { language } = words;
  const { period, level, state } = asked.filter;
  const select = (name: string, options: readonly Option[], chosen = '') =>
    macroParams({
      id: name,
      name,
      label: { text: words(name) },
      items: options.map(([value, text]) => ({ value, text, selected: value === chosen })),
    });
  const any: Option = ['', words('any')];
  const named = ({ id, name }: { readonly id: string; readonly name: { readonly en: string; readonly cy: string } }) =>
    [id, name[language]] as const;
  return [
    select('programme', designs.map(named), design.id),
    select('period', [any, ...design.periods.map(named)], period),
    select(
      'level',
      [any, ...design.levels.map((each): Option => [String(each.level), each.name[language]])],
      level === undefined ? '' : String(level),
    ),
    select('state', [any, ...statesAsked.map((each): Option => [each, words(`state-${each}`)])], state),
  ];
}

function progressTable(progress: readonly Progress[], design: ProgrammeDesign | undefined, words: Words) {
  const { language } = words;
  const number = (value: number) => ({ text: writeNumber(language, value) });
  return macroParams({
    caption: words('progress'),
    captionClasses: 'nhsuk-table__caption--m',
    head: ['period', 'progress-told', 'progress-waiting', 'progress-closed', 'progress-due', 'progress-state'].map(
      (key) => ({ text: words(key) }),
    ),
    firstCellIsHeader: true,
    responsive: true,
    rows: progress.map(({ period, told, of, waitingOnPage, closed, due, dueToCollectors, isComplete }) => [
      { text: nameOf(design?.periods, period, words) },
      { text: words('told-of', { told, of }) },
      number(waitingOnPage),
      number(closed),
      number(due + dueToCollectors),
      { text: words(isComplete ? 'complete' : 'not-complete') },
    ]),
  });
}
