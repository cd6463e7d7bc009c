import type { Principal } from '#access/principal.js';
import { seeActions } from '#contracts/impact-reporting/addresses.js';
import { seeMeetings } from '#contracts/panel-review/addresses.js';
import { createProgrammePage } from '#contracts/programme-design/addresses.js';
import type { AwaitedItem } from '#contracts/shared/awaited.js';
import { seeFeedback, seeVerifications, tellYourStory, yourStory } from '#contracts/story-submission/addresses.js';
import type { NavigationItem } from '#web/rendering/page-context.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { addPersonPage, enterAsSample, howISignIn, remindersPage, signIn } from '../../addresses.js';
import { sampleAdministrator, samplePeople, type SamplePerson } from '../../sample-people.js';

/** What there is to do first in an organisation without a programme. */
export interface Beginning {
  readonly mayAddPeople: boolean;
}

export function seeHomeView(
  who: Principal,
  mayEnterAsSample: boolean,
  navigation: readonly NavigationItem[],
  waiting: readonly AwaitedItem[],
  beginning: Beginning | undefined,
  words: Words,
) {
  const { language } = words;
  const isSignedIn = who.kind === 'person';
  return {
    title: words(isSignedIn ? 'heading-signed-in' : 'heading'),
    heading: words(isSignedIn ? 'heading-signed-in' : 'heading'),
    paragraphs: isSignedIn ? [words('signed-in')] : [words('what'), words('how'), words('control')],
    waiting: isSignedIn && (beginning === undefined || waiting.length > 0) ? waitingView(waiting, words) : null,
    beginning: beginning === undefined ? null : beginningView(beginning, words),
    tell: isSignedIn ? null : { text: words('tell'), href: tellYourStory.to({ language }) },
    ways: isSignedIn
      ? [
          ...navigation.map(({ text, href }) => ({ text, href })),
          { text: words('how-i-sign-in'), href: howISignIn.to({ language }) },
          { text: words('reminders'), href: remindersPage.to({ language }) },
        ]
      : [
          { text: words('your-story'), href: yourStory.to({ language }) },
          { text: words('sign-in'), href: signIn.to({ language }) },
        ],
    sample: mayEnterAsSample
      ? {
          heading: words(isSignedIn ? 'sample-again' : 'sample-heading'),
          // Who is in already came to work.
          isFolded: isSignedIn,
          explanation: words('sample-explanation'),
          action: enterAsSample.to({ language }),
          people: [
            { id: sampleAdministrator, text: words('enter-administrator') },
            ...samplePeople.filter((person) => !isMember(person)).map((person) => enterAs(person, words)),
          ],
          membersHeading: words('enter-members'),
          members: samplePeople.filter(isMember).map((person) => enterAs(person, words)),
        }
      : null,
  };
}

function beginningView({ mayAddPeople }: Beginning, words: Words) {
  const { language } = words;
  const step = (name: string, href: string) => ({ text: words(name), href, note: words(`${name}-note`) });
  return {
    heading: words('begin'),
    steps: [
      step('begin-programme', createProgrammePage.to({ language })),
      ...(mayAddPeople ? [step('begin-people', addPersonPage.to({ language }))] : []),
    ],
    note: words('begin-note'),
  };
}

const isMember = ({ roles }: SamplePerson): boolean => roles.some(({ role }) => role === 'panel-member');

const enterAs = ({ id, roles }: SamplePerson, words: Words) => ({
  id,
  text: words(`enter-${roles[0]?.role ?? 'teller'}`, { id }),
});

const where = {
  ...{ read: seeMeetings, choose: seeMeetings, lead: seeMeetings },
  ...{ feedback: seeFeedback, verification: seeVerifications, action: seeActions },
} as const satisfies Record<AwaitedItem['about'], unknown>;

const waitingView = (items: readonly AwaitedItem[], words: Words) => ({
  heading: words('waiting'),
  empty: items.length === 0 ? words('waiting-nothing') : '',
  items: items.map(({ about, count, dueOn }) => ({
    text: words(`waiting-${about}`, { n: count }),
    href: where[about].to({ language: words.language }),
    dueOn: dueOn === null ? '' : words('waiting-by', { date: writeDate(words.language, dueOn) }),
  })),
  note: words('waiting-note'),
});
