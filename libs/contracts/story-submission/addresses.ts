import { address } from '#web/addresses.js';

export const tellYourStory = address('/:language/tell-your-story');
export const yourStory = address('/:language/your-story');
export const seeStories = address('/:language/stories');
/** For the safeguarding lead and the deputy of the programme alone. */
export const seeConcerns = address('/:language/programmes/:programme/stories/concerns');
/** For whoever read the story, or heard it told. Neutral, as `/your-story/about` is: a browser keeps where it has been. */
export const raiseConcernPage = address('/:language/stories/:story/about');
/** Those that nobody has read for the panels yet. */
export const storiesToRead = address('/:language/programmes/:programme/stories/to-read');
/** Letters of a rehearsal, which were sent to nobody. */
export const rehearsedLettersPage = address('/:language/programmes/:programme/stories/rehearsed-letters');
/** What was kept as long as it should be. */
export const keepNoLonger = address('/:language/programmes/:programme/stories/keep-no-longer');
export const seeRightsRequests = address('/:language/rights-requests');
/** For those who hear stories told. */
export const bringInStory = address('/:language/stories/bring-in');
export const importStories = address('/:language/import-stories');
export const seeFeedback = address('/:language/feedback');
export const feedbackForYou = address('/:language/feedback-for-you');
export const seeVerifications = address('/:language/verification');
export const sayTheLike = address('/:language/stories/:story/the-like');
/** For staff, and for a panel that was given the story: what was told with it beside its words. */
export const storyMedia = address('/:language/stories/:story/media');
/** For who makes second texts; panels' preparations lead there. */
export const translateStoryPage = address('/:language/stories/:story/translation');
export const seeTranslations = address('/:language/programmes/:programme/stories/translations/:period');
