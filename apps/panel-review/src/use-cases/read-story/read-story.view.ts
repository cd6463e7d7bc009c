import { raiseConcernPage, storyMedia } from '#contracts/story-submission/addresses.js';
import { consentShown } from '#service-kit/stories/consent-beside.js';
import { extraShown } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeWhenSaid } from '#web/written.js';

import {
  castBallotPage,
  declareConflictPage,
  readStory,
  seeMeeting,
  couldNotReadPage,
  skipStoryPage,
  talkPage,
} from '../../addresses.js';
import { mayTalkAbout } from '../../domain/sitting/rules.js';
import {
  hasConflict,
  hasRead,
  hasSkipped,
  couldNotRead,
  isToRead,
  membersPresent,
  openRoundOf,
  storiesPresent,
} from '../../domain/sitting/state.js';
import { minutesToRead, orderOfReading } from '../../reading-meetings/order-of-reading.js';
import type { TextChoice } from '../../reading-meetings/chosen-text.js';
import type { StorySeen } from '../see-story/see-story.query.js';
import { textRead, textsOffered } from './texts-offered.js';

/** Which text the member asked for, the names of those who made the others, and where the programme runs. */
interface Reading {
  readonly chosen: TextChoice;
  readonly nameOf: (person: string) => string;
  readonly timeZone: string;
}

export function readStoryView(
  { sitting, received, read, consent, translations, reasons, later, teller, hasMedia }: StorySeen,
  person: string,
  { chosen, nameOf, timeZone }: Reading,
  words: Words,
) {
  const { language } = words;
  const { state, id } = sitting;
  const { story, reference } = received;
  const at = { language, sitting: id, story };
  const isMember = membersPresent(state).includes(person);
  const isHere = storiesPresent(state).some((each) => each.story === story);
  const isRead = hasRead(state, person, story);
  const isSkipped = hasSkipped(state, person, story);
  const isUnable = couldNotRead(state, person, story);
  const text = 'text' in read && isHere ? read.text : null;
  const isOpen = text !== null && (!isMember || isRead || state.isClosed);
  const own = received.language === 'cy' ? 'cy' : 'en';
  const { text: shown, translation } = textRead(text, translations, chosen);
  const shownIn = translation?.language ?? own;
  const isTooClose = hasConflict(state, person, story);
  const mayTalk = mayTalkAbout(state, person, story) === undefined;
  const next = orderOfReading(state, person).find(
    (each) => each.story !== story && isToRead(state, person, each.story),
  );
  const round = openRoundOf(state)?.round;
  return {
    // Neutral: what a story is about must not stand in a browser's history.
    title: words('title', { reference }),
    backLink: seeMeeting.to({ language, sitting: id }),
    heading: shown?.title ?? reference,
    headingLanguage: shown?.title === undefined || shown.title === null ? language : shownIn,
    facts: words('facts', { reference, n: minutesToRead(received.words) }),
    notes:
      text === null || text.contentNotes.length === 0
        ? null
        : { heading: words('content-notes'), items: text.contentNotes, language: own },
    texts: text === null || !isOpen ? null : textsOffered(translations, { chosen, nameOf, timeZone, at }, words),
    withheld: text === null ? words('withheld' in read && read.withheld === 'held' ? 'held' : 'withheld') : '',
    open: text !== null && !isOpen ? { explanation: words('open-explanation'), text: words('open') } : null,
    isSkipped: isRead ? '' : isUnable ? words('is-unable') : isSkipped ? words('is-skipped') : '',
    unable:
      isMember && !isRead && !isUnable && isHere && !state.isClosed
        ? { text: words('unable'), explanation: words('unable-explanation'), href: couldNotReadPage.to(at) }
        : null,
    skip:
      isMember && !isRead && !isSkipped && isHere && !state.isClosed && state.opened.rules.skippingAllowed
        ? { text: words('skip'), explanation: words('skip-explanation'), href: skipStoryPage.to(at) }
        : null,
    story:
      text === null || shown === null || !isOpen
        ? null
        : {
            language: shownIn,
            ownLanguage: own,
            paragraphs: paragraphsOf(shown.narrative),
            why: shown.whySignificant === null ? [] : paragraphsOf(shown.whySignificant),
            whyHeading: words('why-it-matters'),
            extra: extraShown(text, language),
            facts: [
              ...(text.changeHappenedOn === null
                ? []
                : [{ key: words('happened'), value: writeWhenSaid(words.language, text.changeHappenedOn) }]),
              ...(teller === null ? [] : [{ key: words('told-by'), value: teller }]),
              ...(text.place === null ? [] : [{ key: words('place'), value: text.place }]),
              ...(text.recommendation === null ? [] : [{ key: words('recommendation'), value: text.recommendation }]),
            ],
          },
    consent: isOpen ? consentShown(consent, language) : null,
    later: isOpen && later.length > 0 ? laterView(later, { own, timeZone }, words) : null,
    said:
      text !== null && isOpen && reasons.length > 0
        ? {
            heading: words('said-before'),
            items: reasons.map((reason) => ({
              text: reason.text ?? words('reason-withheld'),
              by: words(`by-${reason.kind}`, { level: reason.level }),
            })),
          }
        : null,
    talk: isMember && isOpen && mayTalk ? { text: words('talk'), href: talkPage.to({ language, sitting: id }) } : null,
    media: isOpen && hasMedia ? { text: words('media'), href: storyMedia.to({ language, story }) } : null,
    worry: isOpen ? { text: words('worries-me'), href: raiseConcernPage.to({ language, story }) } : null,
    conflict: isTooClose ? words(mayTalk ? 'has-conflict' : 'has-conflict-no-talk') : '',
    declare:
      isMember && !isTooClose && isHere && !state.isClosed
        ? { text: words('declare'), href: declareConflictPage.to(at) }
        : null,
    next:
      !isMember || state.isClosed || (!isRead && !isSkipped)
        ? null
        : next !== undefined
          ? { text: words('next-story'), href: readStory.to({ ...at, story: next.story }) }
          : round !== undefined
            ? { text: words('choose'), href: castBallotPage.to({ language, round }) }
            : { text: words('to-meeting'), href: seeMeeting.to({ language, sitting: id }) },
  };
}

const laterView = (
  later: StorySeen['later'],
  { own, timeZone }: { readonly own: string; readonly timeZone: string },
  words: Words,
) => ({
  heading: words('still-so'),
  items: later.map(({ months, answer, at, text }) => ({
    heading: words('still-so-part', { n: months, date: writeDate(words.language, at, timeZone) }),
    answer: words(`still-so-${answer}`),
    paragraphs: paragraphsOf(text ?? ''),
    language: own,
  })),
});
