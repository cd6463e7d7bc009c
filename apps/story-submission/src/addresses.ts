import { address, apiAddress } from '#web/addresses.js';

export const tellStoryApi = apiAddress('/api/v1/programmes/:programme/stories');
export const storiesApi = apiAddress('/api/v1/stories');
export const storyApi = apiAddress('/api/v1/stories/:story');
export const withdrawStoryApi = apiAddress('/api/v1/stories/:story/withdrawal');
export const narrowConsentApi = apiAddress('/api/v1/stories/:story/consent');
export const consentHistoryApi = apiAddress('/api/v1/stories/:story/consent-history');
export const readersApi = apiAddress('/api/v1/stories/:story/readers');
export const rightsRequestsApi = apiAddress('/api/v1/rights-requests');
export const copyForTellerApi = apiAddress('/api/v1/stories/:story/copies/:request');
export const rightsRequestApi = apiAddress('/api/v1/rights-requests/:request');
export const extendRequestApi = apiAddress('/api/v1/rights-requests/:request/extension');
export const identityOfRequestApi = apiAddress('/api/v1/rights-requests/:request/identity');
export const answerRequestApi = apiAddress('/api/v1/rights-requests/:request/answer');
export const confirmRequestApi = apiAddress('/api/v1/rights-requests/:request/confirmation');
export const importsApi = apiAddress('/api/v1/programmes/:programme/imports');
export const importApi = apiAddress('/api/v1/imports/:import');
export const importRowsApi = apiAddress('/api/v1/imports/:import/rows');
export const bringInApi = apiAddress('/api/v1/imports/:import/stories');
export const columnsApi = apiAddress('/api/v1/imports/:import/columns');
export const setAsideApi = apiAddress('/api/v1/imports/:import/setting-aside');

export const storyMovesApi = apiAddress('/api/v1/programmes/:programme/story-moves');

export const retentionApi = apiAddress('/api/v1/programmes/:programme/stories/retention');
export const confirmRetentionApi = apiAddress('/api/v1/programmes/:programme/stories/retention/:list/confirmation');
export const legalHoldsApi = apiAddress('/api/v1/stories/:story/legal-holds');
export const endLegalHoldApi = apiAddress('/api/v1/stories/:story/legal-holds/:hold/end');

export const raiseConcernApi = apiAddress('/api/v1/stories/:story/concerns');
export const concernsApi = apiAddress('/api/v1/programmes/:programme/stories/concerns');
export const concernApi = apiAddress('/api/v1/programmes/:programme/stories/concerns/:concern');
export const concernOwnerApi = apiAddress('/api/v1/programmes/:programme/stories/concerns/:concern/owner');
export const concernOutcomeApi = apiAddress('/api/v1/programmes/:programme/stories/concerns/:concern/outcome');
export const extraAnswersCsvApi = apiAddress('/api/v1/programmes/:programme/stories/extra-answers.csv');
export const concernStoryApi = apiAddress('/api/v1/programmes/:programme/stories/concerns/:concern/letting-go');
export const whoWasAskedApi = apiAddress('/api/v1/programmes/:programme/stories/who-was-asked/:period');
export const whoWasAskedCsvApi = apiAddress('/api/v1/programmes/:programme/stories/who-was-asked/:period/figures.csv');
export const askingLimitApi = apiAddress('/api/v1/programmes/:programme/stories/who-was-asked/:period/limit');
export const stillSoLettersApi = apiAddress('/api/v1/programmes/:programme/stories/still-so');
export const stillSoPostingApi = apiAddress('/api/v1/stories/:story/still-so-letter/posting');
export const storiesToReadApi = apiAddress('/api/v1/programmes/:programme/stories/to-read');
export const storyToReadApi = apiAddress('/api/v1/stories/:story/to-read');
export const clearStoryApi = apiAddress('/api/v1/stories/:story/clearing');
export const holdBackStoryApi = apiAddress('/api/v1/stories/:story/holding-back');

/** Pages of staff, beside those other services link to (libs/contracts/story-submission/addresses.ts). */
export const seeStory = address('/:language/stories/:story');
export const seeConcern = address('/:language/programmes/:programme/stories/concerns/:concern');
export const letStoryGoPage = address('/:language/programmes/:programme/stories/concerns/:concern/let-go');
export const takeConcernPage = address('/:language/programmes/:programme/stories/concerns/:concern/take');
export const readStoryFirst = address('/:language/stories/:story/to-read');
export const seeReaders = address('/:language/stories/:story/readers');
export const enterRightsRequest = address('/:language/rights-requests/enter');
export const seeRightsRequest = address('/:language/rights-requests/:request');
export const copyForTeller = address('/:language/stories/:story/copies/:request');
export const copyForTellerFile = address('/:language/stories/:story/copies/:request/:format');
export const holdByLaw = address('/:language/stories/:story/legal-holds');
export const endLegalHoldPage = address('/:language/stories/:story/legal-holds/:hold/end');
export const confirmKeepNoLonger = address('/:language/programmes/:programme/stories/keep-no-longer/:list/confirm');
export const seeConsentHistory = address('/:language/stories/:story/consent');
export const stillSoLetters = address('/:language/programmes/:programme/stories/still-so');
export const whoWasAskedPage = address('/:language/programmes/:programme/stories/who-was-asked/:period');
export const stillSoLetterPage = address('/:language/stories/:story/still-so-letter');
export const sortStories = address('/:language/programmes/:programme/sort-stories');
export const seeImport = address('/:language/imports/:import');
export const matchColumns = address('/:language/imports/:import/columns');
export const setCheckAside = address('/:language/imports/:import/set-aside');
export const importReport = address('/:language/imports/:import/report');

/** Pages of a teller. None of them names a story, a draft or a code. */
export const answerQuestion = address('/:language/tell-your-story/questions/:question');
export const checkAnswers = address('/:language/tell-your-story/check');
export const previewRecognition = address('/:language/tell-your-story/could-someone-know');
export const storySent = address('/:language/tell-your-story/sent');
export const pauseStory = address('/:language/tell-your-story/pause');
export const deleteDraft = address('/:language/tell-your-story/delete');
export const seeYourStory = address('/:language/your-story/seen');
export const narrowConsent = address('/:language/your-story/who-may-read');
export const seeYourReaders = address('/:language/your-story/readers');
export const useYourRights = address('/:language/your-story/rights');
export const useYourRight = address('/:language/your-story/rights/:right');
export const yourStillSo = address('/:language/your-story/still-so');
export const seeYourData = address('/:language/your-story/data');
export const yourDataFile = address('/:language/your-story/data/:format');
export const correctStory = address('/:language/your-story/correct');
export const leaveOutReaders = address('/:language/your-story/leave-out');
/** Neutral: whoever shares the device may read where its browser has been. */
export const worriesMe = address('/:language/your-story/about');
export const goOnNow = address('/:language/your-story/go-on-now');
export const withdrawStory = address('/:language/your-story/take-back');

/** For tellers without a browser: the code comes in the header x-newid-code. */
export const beginDraftApi = apiAddress('/api/v1/programmes/:programme/drafts');
export const yourDraftApi = apiAddress('/api/v1/your-draft');
export const yourDraftAnswerApi = apiAddress('/api/v1/your-draft/answers/:question');
export const yourDraftRecognitionApi = apiAddress('/api/v1/your-draft/recognition');
export const sendYourDraftApi = apiAddress('/api/v1/your-draft/sending');
export const yourStoryApi = apiAddress('/api/v1/your-story');
export const yourStillSoApi = apiAddress('/api/v1/your-story/still-so');
export const yourStillSoAnswersApi = apiAddress('/api/v1/your-story/still-so/answers');
export const yourReadersApi = apiAddress('/api/v1/your-story/readers');
export const yourDataApi = apiAddress('/api/v1/your-story/data');
export const yourRequestsApi = apiAddress('/api/v1/your-story/requests');
export const yourConcernsApi = apiAddress('/api/v1/your-story/concerns');
export const yourWaitingApi = apiAddress('/api/v1/your-story/waiting/end');
export const yourCorrectionApi = apiAddress('/api/v1/your-story/correction');

/** Telling back what panels said. */
export const writeFeedbackPage = address('/:language/feedback/:feedback');
export const closeFeedbackPage = address('/:language/feedback/:feedback/close');
export const postLetterPage = address('/:language/feedback/:feedback/letter');
export const readFeedbackForYou = address('/:language/feedback-for-you/:feedback');
export const whatWasSaid = address('/:language/your-story/what-was-said');
export const whatOneMeetingSaid = address('/:language/your-story/what-was-said/:number');
export const chooseContactPage = address('/:language/your-story/how-to-reach-you');

export const feedbackListApi = apiAddress('/api/v1/feedback');
export const feedbackProgressApi = apiAddress('/api/v1/feedback-progress');
export const feedbackSendingsApi = apiAddress('/api/v1/feedback-sendings');
export const feedbackApi = apiAddress('/api/v1/feedback/:feedback');
export const feedbackWordingApi = apiAddress('/api/v1/feedback/:feedback/wording');
export const feedbackSendingApi = apiAddress('/api/v1/feedback/:feedback/sending');
export const feedbackEndingApi = apiAddress('/api/v1/feedback/:feedback/ending');
export const feedbackForYouApi = apiAddress('/api/v1/feedback-for-you');
export const feedbackForYouSightApi = apiAddress('/api/v1/feedback-for-you/:feedback/sight');
export const feedbackForYouAnswerApi = apiAddress('/api/v1/feedback-for-you/:feedback/answer');
export const yourFeedbackApi = apiAddress('/api/v1/your-story/feedback');
export const yourFeedbackSightApi = apiAddress('/api/v1/your-story/feedback/:feedback/sight');
export const yourFeedbackAnswerApi = apiAddress('/api/v1/your-story/feedback/:feedback/answer');
export const yourContactApi = apiAddress('/api/v1/your-story/contact');
export const stopContactApi = apiAddress('/api/v1/stories/:story/contact-stop');

/** Checking what a story says. */
export const verificationPage = address('/:language/stories/:story/verification');
export const checkStoryPage = address('/:language/verification/:story');
export const seeFindingPage = address('/:language/your-story/checked');
export const verificationsApi = apiAddress('/api/v1/verifications');
export const verificationApi = apiAddress('/api/v1/stories/:story/verification');
export const verificationReleaseApi = apiAddress('/api/v1/stories/:story/verification/release');
export const toCheckApi = apiAddress('/api/v1/to-check');
export const toCheckStoryApi = apiAddress('/api/v1/to-check/:story');
export const toCheckActApi = apiAddress('/api/v1/to-check/:story/acts');
export const yourFindingApi = apiAddress('/api/v1/your-story/verification');
export const yourFindingActApi = apiAddress('/api/v1/your-story/verification/acts');

/** Pictures, sound, films and documents told with a story. */
export const draftMedia = address('/:language/tell-your-story/media');
export const shareDraftMedia = address('/:language/tell-your-story/media/sharing');
export const draftMedium = address('/:language/tell-your-story/media/:medium');
export const takeDraftMediumAway = address('/:language/tell-your-story/media/:medium/take-away');
export const draftMediumFile = address('/:language/tell-your-story/media/:medium/file');
export const draftMediaApi = apiAddress('/api/v1/your-draft/media');
export const draftMediaSharingApi = apiAddress('/api/v1/your-draft/media-sharing');
export const draftMediumContentApi = apiAddress('/api/v1/your-draft/media/:medium/content');
export const draftMediumWordsApi = apiAddress('/api/v1/your-draft/media/:medium/words');
export const draftMediumRemovalApi = apiAddress('/api/v1/your-draft/media/:medium/removal');
export const yourMedia = address('/:language/your-story/media');
export const shareYourMedia = address('/:language/your-story/media/sharing');
export const yourMedium = address('/:language/your-story/media/:medium');
export const takeYourMediumAway = address('/:language/your-story/media/:medium/take-away');
export const yourMediumFile = address('/:language/your-story/media/:medium/file');
export const storyMedium = address('/:language/stories/:story/media/:medium');
export const lookAtMedium = address('/:language/stories/:story/media/:medium/look-at');
export const takeMediumAway = address('/:language/stories/:story/media/:medium/take-away');
export const mediumFile = address('/:language/stories/:story/media/:medium/file');
export const yourMediaApi = apiAddress('/api/v1/your-story/media');
export const yourMediaSharingApi = apiAddress('/api/v1/your-story/media-sharing');
export const yourMediumContentApi = apiAddress('/api/v1/your-story/media/:medium/content');
export const yourMediumWordsApi = apiAddress('/api/v1/your-story/media/:medium/words');
export const yourMediumRemovalApi = apiAddress('/api/v1/your-story/media/:medium/removal');
export const checkMedia = address('/:language/verification/:story/media');
export const checkMediumFile = address('/:language/verification/:story/media/:medium/file');
export const checkMediaApi = apiAddress('/api/v1/to-check/:story/media');
export const checkMediumContentApi = apiAddress('/api/v1/to-check/:story/media/:medium/content');
export const translateMedia = address('/:language/stories/:story/translation/media');
export const translateMediumFile = address('/:language/stories/:story/translation/media/:medium/file');
export const translateMediaApi = apiAddress('/api/v1/stories/:story/translation/media');
export const translateMediumContentApi = apiAddress('/api/v1/stories/:story/translation/media/:medium/content');
export const storyMediaApi = apiAddress('/api/v1/stories/:story/media');
export const mediumContentApi = apiAddress('/api/v1/stories/:story/media/:medium/content');
export const mediumWordsApi = apiAddress('/api/v1/stories/:story/media/:medium/words');
export const mediumClearingApi = apiAddress('/api/v1/stories/:story/media/:medium/clearing');
export const mediumRemovalApi = apiAddress('/api/v1/stories/:story/media/:medium/removal');

/** Numbers in a story, and how often the like happened elsewhere. */
export const quantifyStoryPage = address('/:language/stories/:story/numbers');
export const storyNumbersApi = apiAddress('/api/v1/stories/:story/numbers');
export const storyNumberRemovalApi = apiAddress('/api/v1/stories/:story/numbers/:number/removal');
export const theLikeApi = apiAddress('/api/v1/stories/:story/the-like');

/** Others named in a story, and the words that are read in their place. */
export const seeRedactions = address('/:language/programmes/:programme/stories/redactions');
export const redactStory = address('/:language/stories/:story/redaction');
export const yourRedaction = address('/:language/your-story/other-people');
export const redactionsApi = apiAddress('/api/v1/programmes/:programme/stories/redactions');
export const redactionApi = apiAddress('/api/v1/stories/:story/redaction');
export const acceptRedactionApi = apiAddress('/api/v1/stories/:story/redaction/acceptance');
export const takeBackRedactionApi = apiAddress('/api/v1/stories/:story/redaction/taking-back');
export const yourRedactionApi = apiAddress('/api/v1/your-story/redaction');
export const yourRedactionAgreementApi = apiAddress('/api/v1/your-story/redaction/agreement');
export const yourRedactionWordsApi = apiAddress('/api/v1/your-story/redaction/other-words');

/** Forms on paper. */
export const printFormsPage = address('/:language/programmes/:programme/stories/paper-forms/:period');
export const enterFormPage = address('/:language/programmes/:programme/stories/paper-forms/:period/enter');
export const paperFormsApi = apiAddress('/api/v1/programmes/:programme/stories/paper-forms/:period');
export const enterFormApi = apiAddress('/api/v1/programmes/:programme/stories/paper-forms/:period/entries');

/** Second texts in another language. */
export const translationsApi = apiAddress('/api/v1/programmes/:programme/stories/translations/:period');
export const translationApi = apiAddress('/api/v1/stories/:story/translation');

/** Consent over time: what a teller wants later, asking again, lost codes, and what follows a death. */
export const yourConsentAgain = address('/:language/your-story/who-may-read-again');
export const yourWishes = address('/:language/your-story/wishes');
export const decideForSomeone = address('/:language/your-story/decide-for-someone');
export const renewalsPage = address('/:language/programmes/:programme/stories/renewals');
export const renewalLetterPage = address('/:language/stories/:story/renewal-letter');
export const lostCodePage = address('/:language/programmes/:programme/stories/lost-code');
export const replaceCodePage = address('/:language/stories/:story/lost-code');
export const codeSheetPage = address('/:language/stories/:story/lost-code/sheet');
export const recordDeathPage = address('/:language/stories/:story/death');

export const yourConsentAgainApi = apiAddress('/api/v1/your-story/consent-again');
export const yourWishesApi = apiAddress('/api/v1/your-story/wishes');
export const decisionsAfterDeathApi = apiAddress('/api/v1/your-story/decision-for-someone');
export const renewalsApi = apiAddress('/api/v1/programmes/:programme/stories/renewals');
export const renewalPostingApi = apiAddress('/api/v1/stories/:story/renewal-letter/posting');
export const lostCodeSearchApi = apiAddress('/api/v1/programmes/:programme/stories/lost-code');
export const lostCodeApi = apiAddress('/api/v1/stories/:story/lost-code');
export const lostCodeActApi = apiAddress('/api/v1/stories/:story/lost-code/acts');
export const deathApi = apiAddress('/api/v1/stories/:story/death');
export const deathActApi = apiAddress('/api/v1/stories/:story/death/acts');

/** Stories that several people answer for, and stories that staff noticed. */
export const tellForTellerPage = address('/:language/programmes/:programme/stories/told-to-you');
export const tellForGroupPage = address('/:language/programmes/:programme/stories/told-together');
export const tellAsStaffPage = address('/:language/programmes/:programme/stories/noticed');
export const contributorsPage = address('/:language/stories/:story/contributors');
export const contributorCodePage = address('/:language/stories/:story/contributors/:contributor/code');
export const replaceContributorCodePage = address('/:language/stories/:story/contributors/:contributor/lost-code');
export const contributorCodeSheetPage = address('/:language/stories/:story/contributors/:contributor/lost-code/sheet');
export const toldTogetherPage = address('/:language/your-story/told-together');
export const yourPart = address('/:language/your-story/part');
export const takePartBack = address('/:language/your-story/part/take-back');

export const tellForGroupApi = apiAddress('/api/v1/programmes/:programme/stories/told-together');
export const tellAsStaffApi = apiAddress('/api/v1/programmes/:programme/stories/noticed');
export const contributorsApi = apiAddress('/api/v1/stories/:story/contributors');
export const contributorCodeApi = apiAddress('/api/v1/stories/:story/contributors/:contributor/code');
export const lostContributorCodeApi = apiAddress('/api/v1/stories/:story/contributors/:contributor/lost-code');
export const lostContributorCodeActApi = apiAddress('/api/v1/stories/:story/contributors/:contributor/lost-code/acts');
export const versionWithoutApi = apiAddress('/api/v1/stories/:story/version-without');
export const yourContributorsApi = apiAddress('/api/v1/your-story/contributors');
export const yourPartApi = apiAddress('/api/v1/your-story/part');
export const answerPartApi = apiAddress('/api/v1/your-story/part/answer');
export const takePartBackApi = apiAddress('/api/v1/your-story/part/take-back');

/** Whom a story credits or criticises. */
export const creditsPage = address('/:language/stories/:story/credits');
export const removeCreditPage = address('/:language/stories/:story/credits/:credit/removal');
export const yourCreditsPage = address('/:language/your-story/credits');
export const removeYourCreditPage = address('/:language/your-story/credits/:credit/removal');
export const creditsApi = apiAddress('/api/v1/stories/:story/credits');
export const creditRemovalApi = apiAddress('/api/v1/stories/:story/credits/:credit/removal');
export const yourCreditsApi = apiAddress('/api/v1/your-story/credits');
export const yourCreditRemovalApi = apiAddress('/api/v1/your-story/credits/:credit/removal');

export const rehearsedLettersApi = apiAddress('/api/v1/programmes/:programme/stories/rehearsed-letters');

/** Stories that are likely the same. */
export const storiesAlikePage = address('/:language/programmes/:programme/stories/alike');
export const judgePairPage = address('/:language/programmes/:programme/stories/alike/:pair');
export const undoPairPage = address('/:language/programmes/:programme/stories/alike/:pair/undo');
export const pairsApi = apiAddress('/api/v1/programmes/:programme/stories/alike');
export const pairApi = apiAddress('/api/v1/programmes/:programme/stories/alike/:pair');
export const judgePairApi = apiAddress('/api/v1/programmes/:programme/stories/alike/:pair/judgement');
export const undoPairApi = apiAddress('/api/v1/programmes/:programme/stories/alike/:pair/undoing');
