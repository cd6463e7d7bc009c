import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime, writeList } from '#web/written.js';

import {
  comparePanelsPage,
  debriefPage,
  holdAgainPage,
  keepDissentPage,
  leaveMeetingPage,
  minutesPage,
  arrangementsPage,
  flipChartsPage,
  prepareMeetingPage,
  sittingHoursPage,
  talkPage,
  seeMeetings,
  tallyFileApi,
  whoCamePage,
} from '../../addresses.js';
import { answeredBy, type RoundState } from '../../domain/round/round.js';
import { progressOf } from '../../domain/sitting/next-step.js';
import { isUnread, membersPresent, storiesPresent, type SittingState } from '../../domain/sitting/state.js';
import { minutesToRead } from '../../reading-meetings/order-of-reading.js';
import type { MeetingSeen } from '../../showing-meetings/meeting-seen.js';
import { outcomeView } from '../../showing-meetings/outcome.view.js';
import { nextStepView } from './next-step.view.js';
import { roundsView } from '../../showing-meetings/rounds.view.js';
import { rulesView } from '../../showing-meetings/rules.view.js';
import { whoCameRows } from '../../showing-meetings/who-came.view.js';
import { storiesView } from '../../showing-meetings/stories.view.js';

export function seeSittingView(meeting: MeetingSeen, words: Words) {
  const { language } = words;
  const { state, names, person, people } = meeting;
  const { opened } = state;
  const isFacilitator = opened.facilitator === person;
  const sitting = opened.sitting;
  const heading = words('heading', { panel: names.panel, period: names.period });
  return {
    title: heading,
    backLink: seeMeetings.to({ language }),
    heading,
    isOver: state.isClosed,
    status: words(state.isClosed ? 'status-closed' : 'status-open'),
    summaryHeading: words('about'),
    summary: macroParams({
      rows: [
        row(words('programme'), names.programme),
        row(words('domain'), names.domain ?? words('all-domains')),
        row(words('opened'), writeDateAndTime(language, new Date(meeting.openedAt), meeting.design?.timezone)),
        row(words('method'), words(`method-${opened.method}`)),
        ...rulesView(opened, words).map(([key, value]) => row(key, value)),
        row(words('facilitator'), people(opened.facilitator)),
        row(words('members'), writeList(language, membersPresent(state).map(people))),
        ...(state.left.length === 0 ? [] : [row(words('members-left'), writeList(language, state.left.map(people)))]),
        row(words('held-in'), words(`held-in-${opened.heldIn}`)),
        ...whoCameRows(meeting, words).map(([key, value]) => row(key, value)),
      ],
    }),
    talk: { text: words('talk', { n: state.remarks.length }), href: talkPage.to({ language, sitting }) },
    minutes: { text: words('minutes'), href: minutesPage.to({ language, sitting }) },
    next: nextStepView(meeting, words),
    load: loadWarning(state, words),
    alone: membersPresent(state).length === 1 ? words('panel-of-one') : '',
    guide: guideView(meeting, words),
    stories: storiesView(meeting, words),
    // Before there are stories it would say 0 of 0 of everybody.
    reading: isFacilitator && !state.isClosed && storiesPresent(state).length > 0 ? readingView(meeting, words) : null,
    rounds: roundsView(meeting, words),
    tallyFile: state.rounds.some(({ result }) => result !== undefined)
      ? { text: words('tally-file'), href: tallyFileApi.to({ sitting }) }
      : null,
    prepare:
      isFacilitator && !state.isClosed
        ? { text: words('prepare'), href: prepareMeetingPage.to({ language, sitting }) }
        : null,
    arrangements: { text: words('arrangements'), href: arrangementsPage.to({ language, sitting }) },
    whoCame:
      isFacilitator && !state.isClosed && opened.heldIn === 'room'
        ? { text: words('record-who-came'), href: whoCamePage.to({ language, sitting }) }
        : null,
    flipCharts:
      opened.heldIn === 'room' ? { text: words('flip-charts'), href: flipChartsPage.to({ language, sitting }) } : null,
    hours: isFacilitator ? { text: words('hours'), href: sittingHoursPage.to({ language, sitting }) } : null,
    debrief:
      isFacilitator || opened.members.includes(person)
        ? {
            text: words('debrief'),
            explanation: words('debrief-explanation'),
            href: debriefPage.to({ language, sitting }),
          }
        : null,
    holdAgain:
      isFacilitator && state.isClosed && opened.plenaryOf === undefined
        ? { text: words('hold-again'), href: holdAgainPage.to({ language, sitting }) }
        : null,
    outcome: outcomeView(meeting, words),
    compare: hasPanelsBeside(meeting)
      ? { text: words('compare'), href: comparePanelsPage.to({ language, sitting }) }
      : null,
    leave:
      state.isClosed || !(isFacilitator || membersPresent(state).includes(person))
        ? null
        : {
            text: words(isFacilitator ? 'record-left' : 'leave'),
            href: leaveMeetingPage.to({ language, sitting }),
          },
    anotherView:
      state.isClosed || !(isFacilitator || membersPresent(state).includes(person))
        ? null
        : { text: words('say-another-view'), href: keepDissentPage.to({ language, sitting }) },
  };
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });

/** What the programme says to members, and to whoever leads. */
function guideView({ design, state, person }: MeetingSeen, words: Words) {
  const said = state.opened.facilitator === person ? (['facilitators', 'members'] as const) : (['members'] as const);
  const paragraphs = said.flatMap((whom) => paragraphsOf(design?.guides?.[whom]?.[words.language] ?? ''));
  return paragraphs.length === 0 ? null : { heading: words('guide'), paragraphs };
}

/** More than 10 stories, or more than an hour of reading, is a lot for one meeting. */
function loadWarning(state: SittingState, words: Words): string {
  const present = storiesPresent(state);
  const minutes = minutesToRead(present.reduce((sum, story) => sum + story.words, 0));
  const isMuch = present.length > 10 || minutes > 60;
  return isMuch && !state.isClosed ? words('much-to-read', { stories: present.length, minutes }) : '';
}

/** Who has read and who has answered; never what. */
function readingView({ state, round, people }: MeetingSeen, words: Words) {
  const answerOf = round === undefined ? () => 'no-round' : answersIn(round, state);
  const here = storiesPresent(state);
  const readBy = (member: string): number => here.filter(({ story }) => !isUnread(state, member, story)).length;
  return macroParams({
    caption: words('who-is-where'),
    captionClasses: 'nhsuk-table__caption--m',
    head: [{ text: words('member') }, { text: words('stories-read') }, { text: words('answer') }],
    firstCellIsHeader: true,
    rows: membersPresent(state).map((member) => [
      { text: people(member) },
      { text: words('read-of', { read: readBy(member), of: here.length }) },
      { text: words(answerOf(member)) },
    ]),
  });
}

function answersIn(round: RoundState, state: SittingState): (member: string) => string {
  const answered = answeredBy(round);
  const { waiting } = progressOf(round, state);
  return (member) => (waiting.includes(member) ? 'not-yet' : answered.has(member) ? 'answered' : 'may-choose-nothing');
}

/** A closed meeting of a level with several panels, and a meeting of several panels. */
const hasPanelsBeside = ({ state, design }: MeetingSeen): boolean =>
  state.opened.plenaryOf !== undefined ||
  (state.isClosed && (design?.panels ?? []).filter(({ level }) => level === state.opened.level).length > 1);
