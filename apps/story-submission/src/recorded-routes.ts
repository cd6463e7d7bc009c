import { storyMedia, translateStoryPage } from '#contracts/story-submission/addresses.js';
import { eachBetween, lookedAtTo, recorded, type RecordedRoute } from '#service-kit/access-records/recorded-route.js';

import {
  codeSheetPage,
  contributorCodeSheetPage,
  lostContributorCodeApi,
  replaceContributorCodePage,
  deathApi,
  lostCodeApi,
  recordDeathPage,
  renewalLetterPage,
  replaceCodePage,
  checkMedia,
  checkMediaApi,
  checkMediumContentApi,
  checkMediumFile,
  checkStoryPage,
  concernApi,
  consentHistoryApi,
  contributorsPage,
  creditsApi,
  creditsPage,
  extraAnswersCsvApi,
  feedbackApi,
  importReport,
  mediumContentApi,
  mediumFile,
  readersApi,
  readStoryFirst,
  redactionApi,
  redactStory,
  rightsRequestApi,
  seeConcern,
  seeConsentHistory,
  seeReaders,
  seeRightsRequest,
  seeStory,
  stillSoLetterPage,
  storyApi,
  storyMediaApi,
  storyMedium,
  storyToReadApi,
  toCheckStoryApi,
  translateMedia,
  translateMediaApi,
  translateMediumContentApi,
  translateMediumFile,
  translationApi,
  writeFeedbackPage,
  judgePairPage,
  pairApi,
  postLetterPage,
} from './addresses.js';
import type { LookedFor } from './read-models/story-looks/story-looks.js';

const saw = recorded('saw');
const exported = recorded('exported');
/** Its teller is told what for, and not who. */
const to = (why: LookedFor, routes: readonly RecordedRoute[]): readonly RecordedRoute[] => lookedAtTo(why, routes);

/** What the audit is told of; of stories themselves, their tellers too. */
export const recordedRoutes = [
  ...to('see', saw('story', ['story'], seeStory, storyApi)),
  ...to('make-ready', saw('story', ['story'], readStoryFirst, storyToReadApi, redactStory, redactionApi)),
  ...to('make-ready', saw('story', ['story'], contributorsPage, creditsPage, creditsApi)),
  // The id of a pair is those of its stories: both are shown.
  ...to('make-ready', eachBetween('.', saw('story', ['pair'], judgePairPage, pairApi))),
  ...to('see-media', saw('story', ['story'], storyMedia, storyMediaApi, storyMedium, mediumFile, mediumContentApi)),
  ...to('check', saw('story', ['story'], checkStoryPage, toCheckStoryApi)),
  ...to('check', saw('story', ['story'], checkMedia, checkMediaApi, checkMediumFile, checkMediumContentApi)),
  ...to('translate', saw('story', ['story'], translateStoryPage, translationApi)),
  ...to('translate', saw('story', ['story'], translateMedia, translateMediaApi)),
  ...to('translate', saw('story', ['story'], translateMediumFile, translateMediumContentApi)),
  ...saw('consent', ['story'], seeConsentHistory, consentHistoryApi, replaceCodePage, lostCodeApi),
  ...saw('consent', ['story'], replaceContributorCodePage, lostContributorCodeApi),
  ...saw('consent', ['story'], recordDeathPage, deathApi),
  ...saw('readers', ['story'], seeReaders, readersApi),
  ...saw('concern', ['concern'], seeConcern, concernApi),
  ...saw('rights-request', ['request'], seeRightsRequest, rightsRequestApi),
  ...saw('feedback', ['feedback'], writeFeedbackPage, feedbackApi),
  ...to('letter', saw('feedback', ['feedback'], postLetterPage)),
  ...to(
    'letter',
    saw('letter', ['story'], stillSoLetterPage, renewalLetterPage, codeSheetPage, contributorCodeSheetPage),
  ),
  ...exported('import', ['import'], importReport),
  ...exported('answers', ['programme'], extraAnswersCsvApi),
];
