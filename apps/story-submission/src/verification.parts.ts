import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';

import { verificationEventTypes } from './domain/verification/events.js';
import { verificationsModel } from './read-models/verifications/verifications.js';
import { AssignVerifierHandler, ReleaseFindingHandler } from './use-cases/assign-verifier/assign-verifier.command.js';
import { AssignVerifierPage } from './use-cases/assign-verifier/assign-verifier.page.js';
import { CheckStoryHandler } from './use-cases/check-story/check-story.command.js';
import { CheckStoryPage } from './use-cases/check-story/check-story.page.js';
import { SeeStoryToCheckHandler } from './use-cases/check-story/check-story.query.js';
import { AnswerVerificationHandler } from './use-cases/see-finding/see-finding.command.js';
import { SeeFindingPage } from './use-cases/see-finding/see-finding.page.js';
import { SeeVerificationsPage } from './use-cases/see-verifications/see-verifications.page.js';
import { SeeVerificationsHandler } from './use-cases/see-verifications/see-verifications.query.js';
import { VerificationApi } from './use-cases/see-verifications/verification.api.js';

/** Checking what stories say (method step 7), as the service takes it up. */
export const verificationParts = {
  eventTypes: verificationEventTypes,
  readModels: [verificationsModel],
  speaks: [verificationChangedV1],
} as const;

export const verificationModuleParts = {
  controllers: [SeeVerificationsPage, AssignVerifierPage, CheckStoryPage, SeeFindingPage, VerificationApi],
  handlers: [
    AssignVerifierHandler,
    ReleaseFindingHandler,
    CheckStoryHandler,
    SeeStoryToCheckHandler,
    AnswerVerificationHandler,
    SeeVerificationsHandler,
  ],
};
