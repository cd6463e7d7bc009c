import type { Principal } from '#access/principal.js';
import { tellYourStory, yourStory } from '#contracts/story-submission/addresses.js';
import type { NavigationItem } from '#web/rendering/page-context.js';
import type { Words } from '#web/words/words.js';

import { enterAsSample, howISignIn, signIn } from '../../addresses.js';
import { sampleAdministrator, samplePeople, type SamplePerson } from '../../sample-people.js';

export function seeHomeView(
  who: Principal,
  mayEnterAsSample: boolean,
  navigation: readonly NavigationItem[],
  words: Words,
) {
  const { language } = words;
  const isSignedIn = who.kind === 'person';
  return {
    title: words(isSignedIn ? 'heading-signed-in' : 'heading'),
    heading: words(isSignedIn ? 'heading-signed-in' : 'heading'),
    paragraphs: isSignedIn ? [words('signed-in')] : [words('what'), words('how'), words('control')],
    tell: isSignedIn ? null : { text: words('tell'), href: tellYourStory.to({ language }) },
    ways: isSignedIn
      ? [
          ...navigation.map(({ text, href }) => ({ text, href })),
          { text: words('how-i-sign-in'), href: howISignIn.to({ language }) },
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

const isMember = ({ roles }: SamplePerson): boolean => roles.some(({ role }) => role === 'panel-member');

const enterAs = ({ id, roles }: SamplePerson, words: Words) => ({
  id,
  text: words(`enter-${roles[0]?.role ?? 'teller'}`, { id }),
});
