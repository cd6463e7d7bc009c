import type { SomeoneAsking } from '#access/principal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { ErrorLine } from '#web/rendering/page-view.js';
import type { Words, WordsInBoth } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import type { TellerContact } from '../domain/contact/contact.js';
import { storyStream } from '../domain/story/events.js';
import { contacts } from '../read-models/contacts/contacts.js';
import { overTime } from '../read-models/over-time/over-time.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { markOnPaper } from '../rehearsing/rehearsal-mark.js';

interface LetterShown {
  readonly who: SomeoneAsking;
  readonly story: StoryDocument;
  readonly isToPost: boolean;
  /** `https://stories.example` */
  readonly origin: string;
  readonly words: Words;
  readonly inLetter: WordsInBoth;
  readonly backLink: string;
  readonly errors: readonly ErrorLine[];
}

/** A letter to print that names neither the programme nor the story: somebody else may open it. */
export async function letterToTeller(service: ServiceRuntime, shown: LetterShown) {
  const { who, story, isToPost, origin, words, backLink, errors } = shown;
  const found = isToPost ? await contactOf(service, who, story.id) : undefined;
  const timeZone = await timeZoneOf(service, story.programme);
  const spoken = found?.language ?? 'en';
  const inLetter = shown.inLetter[spoken];
  return {
    ...{ title: words('heading'), backLink, errors, heading: words('heading') },
    cannot: found === undefined ? words('cannot') : '',
    explanation: words('explanation'),
    safely: found?.contact.safely ?? '',
    safelyHeading: words('safely'),
    letter:
      found === undefined
        ? null
        : {
            lang: spoken,
            address: found.contact.address.split('\n'),
            date: writeDate(spoken, service.clock.now(), timeZone),
            paragraphs: [
              ...(await markOnPaper(service, story.programme, spoken)),
              ...[inLetter('there-is'), inLetter('free')],
            ],
            how: inLetter('how'),
            where: new URL(yourStory.to({ language: spoken }), origin).href,
            stop: inLetter('stop'),
          },
    posted: words('posted'),
  };
}

/** Opened for whoever posts it, who is refused where the teller left them out. */
async function contactOf({ views, unlocking }: ServiceRuntime, who: SomeoneAsking, story: string) {
  const known = await views.get(contacts, story);
  if (known === undefined || known.contact === null || known.isStopped || known.channel !== 'letter') return undefined;
  if ((await views.get(overTime, story))?.isDead === true) return undefined;
  const owner = storyStream(story);
  const answer = await unlocking.unlockOne({ owner, reader: who, purpose: 'rights', use: 'read' });
  return answer.kind === 'granted'
    ? { contact: answer.open<TellerContact>(known.contact), language: known.language ?? ('en' as const) }
    : undefined;
}
