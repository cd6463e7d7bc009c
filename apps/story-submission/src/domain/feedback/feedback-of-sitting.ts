import type { ContractData } from '#contracts/shared/contract.js';
import { reasonsGiven } from '#contracts/panel-review/reasons-given.js';
import type { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';

import type { StorySubmitted } from '../story/events.js';
import { feedbackId, type Addressee, type FeedbackDrafted, type SaidByPanel } from './events.js';

type Closed = ContractData<typeof sittingClosedV1>;
type Said = Closed['reasons'][number];

/** Everybody who is to be told what a sitting said of one story, chosen or not: its teller and, where another, its collector. */
export function feedbackOfSitting(
  closed: Closed,
  closedAt: string,
  story: StorySubmitted['data'],
): readonly FeedbackDrafted['data'][] {
  const { sitting, panel, programme, period, level, outcome } = closed;
  const { teller, collector } = story;
  const about = {
    ...{ story: story.story, reference: story.reference, sitting, panel, programme, period, level },
    language: languageOf(story),
    sittingClosedAt: closedAt,
    decided: {
      outcome: outcome.kind,
      isChosen: outcome.stories.includes(story.story),
      isPassedUp: closed.passedUp.some((up) => up.story === story.story),
      heldOverTo: closed.heldOver.find((held) => held.story === story.story)?.toPeriod ?? null,
    },
    lesson: said(closed, (each) => each.kind === 'lesson' && each.stories.includes(story.story)),
    // Why others were chosen says something of their stories, which their tellers did not share with this one.
    groupReason: said(
      closed,
      ({ kind, stories }) => kind === 'group' && (stories.length === 0 || stories.includes(story.story)),
    ),
  };
  const membersSaid = saidByMembers(closed, story.story);
  const toldTo = (to: Addressee, addressee: string): FeedbackDrafted['data'] => ({
    feedback: feedbackId(story.story, sitting, to),
    ...{ ...about, to, addressee },
    ...(to === 'teller' && membersSaid.length > 0 ? { membersSaid } : {}),
  });
  return [
    toldTo('teller', teller),
    ...(collector === null || collector === teller ? [] : [toldTo('collector', collector)]),
  ];
}

/** The language of the story; of the two, the one its teller was asked for consent in where it is in neither. */
const languageOf = ({ language, consent }: StorySubmitted['data']): 'en' | 'cy' =>
  language === 'en' || language === 'cy' ? language : consent.language;

/** The last one given at this sitting. */
function said(closed: Closed, isIt: (reason: Said) => boolean): SaidByPanel | null {
  const last = reasonsGiven(closed).findLast((each) => each.reach.includes('teller') && isIt(each));
  return last === undefined ? null : { reason: last.reason, text: last.text };
}

const byMembers = new Set<Said['kind']>(['member', 'dissent', 'caveat']);

/** However far each goes when the sitting closes: its author may change that, and its key decides. */
const saidByMembers = (closed: Closed, story: string): readonly SaidByPanel[] =>
  reasonsGiven(closed)
    .filter(({ kind }) => byMembers.has(kind))
    .filter(({ stories }) => stories.includes(story))
    .map(({ reason, text }) => ({ reason, text }));
