import { daysAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { type Decider, type Decision, never } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type {
  Channel,
  Ending,
  FeedbackDrafted,
  FeedbackEvent,
  FeedbackReturned,
  FeedbackState,
  FeedbackWorded,
  SealedWords,
} from './events.js';

export interface Feedback {
  readonly drafted: FeedbackDrafted['data'];
  readonly state: FeedbackState;
  readonly wording: SealedWords | null;
  /** Null: in the language of the story. */
  readonly wordedIn: 'en' | 'cy' | null;
  readonly channel: Channel | null;
  readonly returned: FeedbackReturned['data']['because'] | null;
  readonly answers: readonly { readonly words: SealedWords; readonly at: string }[];
}

export const feedbackDecider: Decider<Feedback | undefined, FeedbackEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'FeedbackDrafted') {
      const nothing = { wording: null, wordedIn: null, channel: null, returned: null, answers: [] };
      return { drafted: event.data, state: 'drafted', ...nothing };
    }
    if (state === undefined) throw new Error(`${event.type} before FeedbackDrafted`);
    switch (event.type) {
      case 'FeedbackWorded':
        return { ...state, wording: event.data.wording, wordedIn: event.data.language ?? null };
      case 'FeedbackSent': {
        const { channel } = event.data;
        return { ...state, state: channel === 'page' ? 'waiting_on_page' : 'sent', channel, returned: null };
      }
      case 'FeedbackReturned':
        return { ...state, state: 'drafted', channel: null, returned: event.data.because };
      case 'FeedbackSeen':
        return { ...state, state: 'seen' };
      case 'FeedbackAnswered': {
        const { answer: words, at } = event.data;
        return { ...state, state: 'answered', answers: [...state.answers, { words, at }] };
      }
      case 'FeedbackClosed':
        return { ...state, state: event.data.as };
      default:
        return never(event);
    }
  },
};

/** How somebody can be told: what they chose when telling, and whether they can open a page of their own. */
export interface Route {
  readonly chosen: 'mail' | 'letter' | 'page' | null;
  /** They asked that nobody writes to them. */
  readonly isStopped: boolean;
  /** By a code or an account. */
  readonly hasPage: boolean;
}

const mostAnswers = 10;

export const draftFeedback = (state: Feedback | undefined, data: FeedbackDrafted['data']): Decision<FeedbackEvent> =>
  state === undefined ? [{ type: 'FeedbackDrafted', schemaVersion: 1, data }] : [];

/** Of another organisation, or not there: the same to whoever asks. */
const within = (
  state: Feedback | undefined,
  decide: (state: Feedback) => Decision<FeedbackEvent>,
): Decision<FeedbackEvent> => (state === undefined ? refuse('feedback-not-found') : decide(state));

/** Words as somebody wrote them, and in which language where it is said. */
export type Worded = FeedbackWorded['data'];

export const wordFeedback = (state: Feedback | undefined, worded: Worded): Decision<FeedbackEvent> =>
  within(state, (now) =>
    now.state === 'drafted'
      ? [{ type: 'FeedbackWorded', schemaVersion: 1, data: worded }]
      : refuse('feedback-no-longer-a-draft', 'wording'),
  );

export const sendFeedback = (
  state: Feedback | undefined,
  channel: Channel,
  route: Route,
  worded: Worded | null = null,
): Decision<FeedbackEvent> =>
  within(state, (now) => {
    if (now.state !== 'drafted') return refuse('feedback-no-longer-a-draft');
    if (worded === null && now.wording === null) return refuse('feedback-not-worded', 'wording');
    const refusal = routeIsOpen(channel, route);
    if (refusal !== undefined) return refusal;
    const sent: FeedbackEvent = { type: 'FeedbackSent', schemaVersion: 1, data: { channel } };
    return worded === null ? [sent] : [{ type: 'FeedbackWorded', schemaVersion: 1, data: worded }, sent];
  });

/** Where nobody may write to them, a page of their own is no message: they come to it themselves. */
export function routeIsOpen(channel: Channel, { chosen, isStopped, hasPage }: Route): Refusal | undefined {
  if (channel === 'page') return hasPage ? undefined : refuse('feedback-no-page', 'channel');
  if (isStopped) return refuse('feedback-contact-stopped', 'channel');
  if (channel === 'spoken') return undefined;
  return chosen === channel ? undefined : refuse('feedback-not-this-way', 'channel');
}

/** The way that is offered first; undefined: nobody but a person can find one. */
export function usualChannel({ chosen, isStopped, hasPage }: Route): Channel | undefined {
  if (!isStopped && (chosen === 'mail' || chosen === 'letter')) return chosen;
  return hasPage ? 'page' : undefined;
}

export const returnFeedback = (
  state: Feedback | undefined,
  because: FeedbackReturned['data']['because'],
): Decision<FeedbackEvent> =>
  within(state, (now) =>
    now.state === 'sent' ? [{ type: 'FeedbackReturned', schemaVersion: 1, data: { because } }] : [],
  );

/** Of the words that were kept. */
export const languageOfWords = ({ wordedIn, drafted }: Feedback): 'en' | 'cy' => wordedIn ?? drafted.language;

/** What was not sent is not there for whoever it is for; nor is what was closed. */
export const isOpenToAddressee = ({ state }: Pick<Feedback, 'state'>): boolean =>
  ['sent', 'waiting_on_page', 'seen', 'answered'].includes(state);

export const seeFeedback = (state: Feedback | undefined, at: string): Decision<FeedbackEvent> =>
  within(state, (now) => {
    if (!isOpenToAddressee(now)) return refuse('feedback-not-found');
    return now.state === 'seen' || now.state === 'answered'
      ? []
      : [{ type: 'FeedbackSeen', schemaVersion: 1, data: { at } }];
  });

export const answerFeedback = (state: Feedback | undefined, answer: SealedWords, at: string): Decision<FeedbackEvent> =>
  within(state, (now) => {
    if (!isOpenToAddressee(now)) return refuse('feedback-not-found');
    if (now.state !== 'seen' && now.state !== 'answered') return refuse('feedback-not-seen', 'answer');
    if (now.answers.length >= mostAnswers) return refuse('feedback-answers-full', 'answer', { most: mostAnswers });
    return [{ type: 'FeedbackAnswered', schemaVersion: 1, data: { answer, at } }];
  });

export const closeFeedback = (state: Feedback | undefined, as: Ending): Decision<FeedbackEvent> =>
  within(state, (now) => {
    if (now.state === as) return [];
    return now.state === 'drafted' || now.state === 'sent' || now.state === 'waiting_on_page'
      ? [{ type: 'FeedbackClosed', schemaVersion: 1, data: { as } }]
      : refuse('feedback-is-over');
  });

/** Days after a sitting closed in which everybody should have been told. */
export const daysToTell = 28;

export const tellBy = (closedOn: CalendarDay): CalendarDay => daysAfter(closedOn, daysToTell);

/** From the day after the last on which they should have been told. */
export const isOverdue = ({ state }: Pick<Feedback, 'state'>, closedOn: CalendarDay, today: CalendarDay): boolean =>
  state === 'drafted' && today > tellBy(closedOn);
