import { holdsRole, type Principal, type RoleName } from '#access/principal.js';
import { seePeople } from '#contracts/identity-access/addresses.js';
import { seeActions, seeReports, seeWhatFollowed } from '#contracts/impact-reporting/addresses.js';
import { seeMeetings, seePanels } from '#contracts/panel-review/addresses.js';
import { seeProgrammes } from '#contracts/programme-design/addresses.js';
import {
  bringInStory,
  feedbackForYou,
  seeFeedback,
  seeRightsRequests,
  seeStories,
  seeVerifications,
  tellYourStory,
  yourStory,
} from '#contracts/story-submission/addresses.js';
import type { Language } from '#web/language.js';
import type { NavigationItem } from '#web/rendering/page-context.js';
import { loadWords } from '#web/words/words.js';

const words = loadWords(import.meta.url, 'navigation');

interface Entry {
  readonly key: string;
  readonly to: (parameters: { readonly language: Language }) => string;
  readonly roles: readonly RoleName[];
  /** Whoever is not signed in: tellers need no account. */
  readonly isForAnyone: boolean;
}

const staff = (key: string, to: Entry['to'], ...roles: readonly RoleName[]): Entry => ({
  ...{ key, to, roles },
  isForAnyone: false,
});
const tellers = (key: string, to: Entry['to']): Entry => ({
  ...{ key, to, roles: ['teller', 'collector'] },
  isForAnyone: true,
});

const entries: readonly Entry[] = [
  tellers('tell-your-story', tellYourStory.to),
  tellers('your-story', yourStory.to),
  staff('bring-in', bringInStory.to, 'collector'),
  staff('meetings', seeMeetings.to, 'facilitator', 'panel-member', 'evaluator'),
  staff('stories', seeStories.to, 'evaluator', 'administrator'),
  staff('feedback', seeFeedback.to, 'evaluator', 'facilitator'),
  staff('verification', seeVerifications.to, 'evaluator', 'facilitator', 'collector'),
  staff('feedback-for-you', feedbackForYou.to, 'collector'),
  staff('programmes', seeProgrammes.to, 'administrator', 'evaluator', 'facilitator'),
  staff('panels', seePanels.to, 'administrator', 'evaluator'),
  staff('reports', seeReports.to, 'evaluator', 'administrator', 'facilitator'),
  staff('rights', seeRightsRequests.to, 'administrator', 'evaluator'),
  staff('actions', seeActions.to, 'evaluator', 'administrator', 'facilitator'),
  staff('what-followed', seeWhatFollowed.to, 'panel-member', 'collector', 'teller'),
  staff('people', seePeople.to, 'administrator'),
];

/** What leads where, for whoever asks: the same on the pages of every service, whichever process shows them. */
export function navigationFor(principal: Principal, language: Language, path: string): readonly NavigationItem[] {
  const items = entries
    .filter(({ roles, isForAnyone }) => holdsRole(principal, roles) || (isForAnyone && principal.kind === 'anyone'))
    .map(({ key, to }) => ({ text: words[language](key), href: to({ language }) }));
  return items.map((item) => ({ ...item, isCurrent: path === item.href || path.startsWith(`${item.href}/`) }));
}
