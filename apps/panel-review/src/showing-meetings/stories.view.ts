import type { Language } from '#web/language.js';
import { sayTheLike } from '#contracts/story-submission/addresses.js';
import type { Words } from '#web/words/words.js';

import { holdOverStoryPage, readAloudPage, readPrintedPage, readStory, receiveStoriesPage } from '../addresses.js';
import { saidForLaterPanels } from '../domain/sitting/reach.js';
import type { ReceivedStory } from '../domain/sitting/events.js';
import {
  couldNotRead,
  hasConflict,
  hasRead,
  hasSkipped,
  isReadInRoom,
  storiesPresent,
} from '../domain/sitting/state.js';
import { minutesToRead } from '../reading-meetings/order-of-reading.js';
import type { MeetingSeen } from './meeting-seen.js';

/** A title in its own language, or the reference where there is none or it is withheld. */
export function titleOf(
  { texts }: Pick<MeetingSeen, 'texts'>,
  { story, reference, language }: ReceivedStory,
): { readonly text: string; readonly language?: Language } {
  const read = texts.get(story);
  const title = read !== undefined && 'text' in read ? read.text.title : null;
  return title === null ? { text: reference } : { text: title, language: language === 'cy' ? 'cy' : 'en' };
}

/** For where a title stands beside words of the page: its own language goes with it. */
export function titleOfId(meeting: Pick<MeetingSeen, 'state' | 'texts'>, id: string, { language }: Words) {
  const story = meeting.state.stories.find((each) => each.story === id);
  const title = story === undefined ? { text: id } : titleOf(meeting, story);
  return { text: title.text, language: title.language ?? language };
}

export function storiesView(meeting: MeetingSeen, words: Words) {
  const { language } = words;
  const { state, person, order, texts } = meeting;
  const { sitting, facilitator, heldIn } = state.opened;
  const isFacilitator = person === facilitator;
  const present = new Set(storiesPresent(state).map(({ story }) => story));
  const gone = state.stories.filter(({ story }) => !present.has(story));
  return {
    heading: words('stories'),
    empty: words('no-stories'),
    items: order.map((story) => {
      const at = { language, sitting, story: story.story };
      const read = texts.get(story.story);
      return {
        story: story.story,
        title: titleOf(meeting, story).text,
        language: titleOf(meeting, story).language ?? language,
        href: readStory.to(at),
        facts: words('story-facts', { reference: story.reference, n: minutesToRead(story.words) }),
        told: story.language === language ? '' : words(`told-in-${story.language}`),
        from:
          story.from.kind === 'period'
            ? ''
            : words(`from-${story.from.kind}`, { n: saidForLaterPanels(story.reasons) }),
        withheld: read !== undefined && 'withheld' in read ? words(read.withheld === 'held' ? 'held' : 'withheld') : '',
        state: stateOf(meeting, story.story, words),
        readAloud:
          isFacilitator && heldIn === 'room' && !state.isClosed && !isReadInRoom(state, story.story)
            ? {
                text: words('read-aloud'),
                href: readAloudPage.to(at),
                printed: { text: words('read-printed'), href: readPrintedPage.to(at) },
              }
            : null,
        theLike:
          state.isClosed && (isFacilitator || state.opened.members.includes(person))
            ? { text: words('the-like'), href: sayTheLike.to({ language, story: story.story }) }
            : null,
        holdOver:
          isFacilitator && !state.isClosed && !state.heldOver.some((held) => held.story === story.story)
            ? { text: words('hold-over'), href: holdOverStoryPage.to(at) }
            : null,
      };
    }),
    gone: gone.map(({ story, reference }) => {
      const comesBack = meeting.mayComeBack.has(story);
      const why = comesBack ? 'may-come-back' : state.setAside.includes(story) ? 'set-aside' : 'taken-out';
      return {
        text: words(why, { reference }),
        again:
          comesBack && isFacilitator
            ? { text: words('bring-in-again'), reference, href: receiveStoriesPage.to({ language, sitting }) }
            : null,
      };
    }),
  };
}

function stateOf({ state, person }: MeetingSeen, story: string, words: Words): { text: string; colour: string } | null {
  if (hasConflict(state, person, story)) return { text: words('too-close'), colour: 'nhsuk-tag--orange' };
  if (!state.opened.members.includes(person)) return null;
  if (hasRead(state, person, story)) return { text: words('is-read'), colour: 'nhsuk-tag--green' };
  if (couldNotRead(state, person, story)) return { text: words('could-not-read'), colour: 'nhsuk-tag--grey' };
  if (hasSkipped(state, person, story)) return { text: words('is-skipped'), colour: 'nhsuk-tag--grey' };
  return { text: words('is-unread'), colour: 'nhsuk-tag--blue' };
}
