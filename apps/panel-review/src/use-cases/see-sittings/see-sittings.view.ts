import { howISignIn, remindersPage } from '#contracts/identity-access/addresses.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeDateAndTime } from '#web/written.js';

import {
  castBallotPage,
  openMeeting,
  ownHoursPage,
  ownNeedsPage,
  ownReadingPage,
  ownWordsPage,
  readStory,
  seeDebriefsPage,
  seeMeeting,
  seeMeetings,
} from '../../addresses.js';
import type { NextStep } from '../../domain/sitting/next-step.js';

export interface MeetingListed {
  readonly id: string;
  readonly openedAt: string;
  /** Where its programme runs. */
  readonly timeZone: string | undefined;
  readonly isClosed: boolean;
  readonly heldIn: 'online' | 'room';
  readonly names: {
    readonly programme: string;
    readonly panel: string;
    readonly period: string;
    readonly domain: string | null;
  };
  readonly next: NextStep;
  readonly isTheirTurn: boolean;
  /** The last day to answer in the round that is open, where it has one. */
  readonly answerBy: string | null;
  /** Of the round that is open: reasons are talked about afterwards. */
  readonly isSecret: boolean;
  /** In the order in which this person reads. */
  readonly firstUnread: string | undefined;
}

interface Around {
  readonly mayOpen: boolean;
  readonly maySit: boolean;
  /** They come here from signing in: what others find on their first page stands here. */
  readonly isFirstPage: boolean;
  readonly isWaitedFor: boolean;
  /** Where a page further on begins, and where the next one does. */
  readonly after: string | undefined;
  readonly older: string | undefined;
}

export function seeSittingsView(
  meetings: readonly MeetingListed[],
  { mayOpen, maySit, isFirstPage, isWaitedFor, after, older }: Around,
  words: Words,
) {
  const { language } = words;
  const shown = (isClosed: boolean) =>
    meetings
      .filter((meeting) => meeting.isClosed === isClosed)
      .sort(inOrder)
      .map(({ id, names, openedAt, timeZone, heldIn, next, firstUnread, isTheirTurn, answerBy, isSecret }) => ({
        name: words('name', {
          ...{ panel: names.panel, period: names.period, domain: names.domain ?? words('all-domains') },
        }),
        programme: names.programme,
        // To the minute: a panel may hold two of a kind in one day.
        opened: words(`opened-${heldIn}`, { date: writeDateAndTime(language, new Date(openedAt), timeZone) }),
        next: nextWords(next, isSecret, words),
        isTheirTurn,
        answerBy: answerBy === null ? '' : words('answer-by', { date: writeDate(language, answerBy) }),
        href: seeMeeting.to({ language, sitting: id }),
        // From the list to the story or the choice that waits, in one step.
        go:
          next.step === 'read' && firstUnread !== undefined
            ? { text: words('go-read'), href: readStory.to({ language, sitting: id, story: firstUnread }) }
            : next.step === 'choose' || next.step === 'look-again'
              ? { text: words('go-choose'), href: castBallotPage.to({ language, round: next.round }) }
              : null,
      }));
  return {
    title: words('heading'),
    heading: words('heading'),
    open:
      after === undefined
        ? {
            heading: words('open'),
            meetings: shown(false),
            empty: words(mayOpen ? 'none-open-facilitator' : 'none-open'),
          }
        : null,
    closed: { heading: words('closed'), meetings: shown(true) },
    newest: after === undefined ? null : { text: words('newest'), href: seeMeetings.to({ language }) },
    older: older === undefined ? null : { text: words('older'), href: seeMeetings.to({ language }, { after: older }) },
    needsYou: words('needs-you'),
    ownReading: maySit ? { text: words('own-reading'), href: ownReadingPage.to({ language }) } : null,
    own: maySit
      ? [
          { text: words('own-needs'), href: ownNeedsPage.to({ language }) },
          { text: words('own-hours'), href: ownHoursPage.to({ language }) },
        ]
      : [],
    debriefs: isWaitedFor ? { text: words('debriefs'), href: seeDebriefsPage.to({ language }) } : null,
    ownWords: { text: words('own-words'), href: ownWordsPage.to({ language }) },
    account: isFirstPage
      ? [
          { text: words('how-i-sign-in'), href: howISignIn.to({ language }) },
          { text: words('reminders'), href: remindersPage.to({ language }) },
        ]
      : [],
    openMeeting: mayOpen ? { text: words('open-meeting'), href: openMeeting.to({ language }) } : null,
  };
}

/** What waits for them comes first, and of that what is to be done first; otherwise the newest stays first. */
function inOrder(one: MeetingListed, other: MeetingListed): number {
  if (one.isTheirTurn !== other.isTheirTurn) return one.isTheirTurn ? -1 : 1;
  if (one.answerBy === other.answerBy) return 0;
  return one.answerBy !== null && (other.answerBy === null || one.answerBy < other.answerBy) ? -1 : 1;
}

function nextWords(next: NextStep, isSecret: boolean, words: Words): string {
  switch (next.step) {
    case 'read':
      return words('next-read', { n: next.stories.length });
    case 'choose':
      return words(isSecret ? 'next-choose-secret' : 'next-choose');
    case 'close-round':
      return words('next-close-round', { answered: next.answered, entitled: next.entitled });
    case 'write-lesson-lines':
      return words('next-write-lesson-lines', { n: next.missing });
    default:
      return words(`next-${next.step}`);
  }
}
