import { storyMedia, translateStoryPage } from '#contracts/story-submission/addresses.js';
import { recorded } from '#service-kit/recording-access.js';

import {
  codeSheetPage,
  deathApi,
  lostCodeApi,
  recordDeathPage,
  renewalLetterPage,
  replaceCodePage,
  checkStoryPage,
  concernApi,
  consentHistoryApi,
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
  translationApi,
  writeFeedbackPage,
} from './addresses.js';

const saw = recorded('saw');
const exported = recorded('exported');

/** What the audit is told of. */
export const recordedRoutes = [
  ...saw(
    'story',
    ['story'],
    seeStory,
    storyApi,
    readStoryFirst,
    storyToReadApi,
    checkStoryPage,
    toCheckStoryApi,
    redactStory,
    redactionApi,
    translateStoryPage,
    translationApi,
  ),
  ...saw('story', ['story'], storyMedia, storyMediaApi, storyMedium, mediumFile, mediumContentApi),
  ...saw('consent', ['story'], seeConsentHistory, consentHistoryApi, replaceCodePage, lostCodeApi),
  ...saw('consent', ['story'], recordDeathPage, deathApi),
  ...saw('readers', ['story'], seeReaders, readersApi),
  ...saw('concern', ['concern'], seeConcern, concernApi),
  ...saw('rights-request', ['request'], seeRightsRequest, rightsRequestApi),
  ...saw('feedback', ['feedback'], writeFeedbackPage, feedbackApi),
  ...saw('letter', ['story'], stillSoLetterPage, renewalLetterPage, codeSheetPage),
  ...exported('import', ['import'], importReport),
  ...exported('answers', ['programme'], extraAnswersCsvApi),
];
