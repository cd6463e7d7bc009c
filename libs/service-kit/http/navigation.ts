import { holdsRole, type Principal, type RoleName } from '#access/principal.js';
import { seePeople } from '#contracts/identity-access/addresses.js';
import {
  seeActions,
  seeMeasures,
  seeReport,
  seeReports,
  seeThemes,
  seeWhatFollowed,
} from '#contracts/impact-reporting/addresses.js';
import { seeMeetings, seePanels } from '#contracts/panel-review/addresses.js';
import { seeProgrammes } from '#contracts/programme-design/addresses.js';
import {
  bringInStory,
  feedbackForYou,
  importStories,
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

interface Section {
  readonly pattern: string;
}

interface Entry {
  readonly key: string;
  readonly page: Section & { readonly to: (parameters: { readonly language: Language }) => string };
  readonly roles: readonly RoleName[];
  /** Whoever is not signed in: tellers need no account. */
  readonly isForAnyone: boolean;
  /** What belongs to it and stands elsewhere: under a programme, as a rule. */
  readonly also: readonly Section[];
}

const staff = (key: string, page: Entry['page'], ...roles: readonly RoleName[]): Entry => ({
  ...{ key, page, roles },
  ...{ isForAnyone: false, also: [] },
});
const tellers = (key: string, page: Entry['page']): Entry => ({
  ...{ key, page, roles: ['teller', 'collector'] },
  ...{ isForAnyone: true, also: [] },
});
const and = (entry: Entry, ...also: readonly Section[]): Entry => ({ ...entry, also });

const storiesOfProgramme: Section = { pattern: '/:language/programmes/:programme/stories' };
const issueOfReport: Section = { pattern: '/:language/programmes/:programme/periods/:period/publish-report' };

const entries: readonly Entry[] = [
  tellers('tell-your-story', tellYourStory),
  tellers('your-story', yourStory),
  and(staff('bring-in', bringInStory, 'collector'), importStories),
  staff('meetings', seeMeetings, 'facilitator', 'panel-member', 'evaluator'),
  and(staff('stories', seeStories, 'evaluator', 'administrator'), storiesOfProgramme, importStories),
  staff('feedback', seeFeedback, 'evaluator', 'facilitator'),
  staff('verification', seeVerifications, 'evaluator', 'facilitator', 'collector'),
  staff('feedback-for-you', feedbackForYou, 'collector'),
  staff('programmes', seeProgrammes, 'administrator', 'evaluator', 'facilitator'),
  staff('panels', seePanels, 'administrator', 'evaluator'),
  and(
    staff('reports', seeReports, 'evaluator', 'administrator', 'facilitator'),
    ...[seeReport, issueOfReport, seeMeasures, seeThemes],
  ),
  staff('rights', seeRightsRequests, 'administrator', 'evaluator'),
  staff('actions', seeActions, 'evaluator', 'administrator', 'facilitator'),
  staff('what-followed', seeWhatFollowed, 'panel-member', 'collector', 'teller'),
  staff('people', seePeople, 'administrator'),
];

/** What leads where, for whoever asks: the same on the pages of every service, whichever process shows them. */
export function navigationFor(principal: Principal, language: Language, path: string): readonly NavigationItem[] {
  const shown = entries
    .filter(({ roles, isForAnyone }) => holdsRole(principal, roles) || (isForAnyone && principal.kind === 'anyone'))
    .map((entry) => ({ entry, depth: Math.max(...[entry.page, ...entry.also].map((each) => depthIn(each, path))) }));
  // A report stands under its programme, and belongs to the reports: the longer address says more.
  const deepest = Math.max(1, ...shown.map(({ depth }) => depth));
  const current = shown.find(({ depth }) => depth === deepest);
  return shown.map(({ entry: { key, page } }) => ({
    text: words[language](key),
    href: page.to({ language }),
    isCurrent: key === current?.entry.key,
  }));
}

/** How much of an address names this section; 0 where it is not in it. */
function depthIn({ pattern }: Section, path: string): number {
  const asked = path.split('/');
  const named = pattern.split('/');
  const isIn = named.every((each, at) => (each.startsWith(':') ? (asked[at] ?? '') !== '' : each === asked[at]));
  return isIn ? named.length : 0;
}
