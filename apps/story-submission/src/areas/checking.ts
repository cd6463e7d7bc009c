import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { quantificationEventTypes } from '../domain/quantification/quantification.js';
import { verificationEventTypes } from '../domain/verification/events.js';
import { quantificationModel } from '../read-models/quantification/quantification.js';
import { verificationsModel } from '../read-models/verifications/verifications.js';
import { AssignVerifierHandler, ReleaseFindingHandler } from '../use-cases/assign-verifier/assign-verifier.command.js';
import { AssignVerifierPage } from '../use-cases/assign-verifier/assign-verifier.page.js';
import { CheckStoryHandler } from '../use-cases/check-story/check-story.command.js';
import { CheckStoryPage } from '../use-cases/check-story/check-story.page.js';
import { SeeStoryToCheckHandler } from '../use-cases/check-story/check-story.query.js';
import { QuantificationApi } from '../use-cases/quantify-story/quantification.api.js';
import { NoteNumberHandler, TakeOutNumberHandler } from '../use-cases/quantify-story/quantify-story.command.js';
import { QuantifyStoryPage } from '../use-cases/quantify-story/quantify-story.page.js';
import { SayTheLikeHandler } from '../use-cases/say-the-like/say-the-like.command.js';
import { SayTheLikePage } from '../use-cases/say-the-like/say-the-like.page.js';
import { AnswerVerificationHandler } from '../use-cases/see-finding/see-finding.command.js';
import { SeeFindingPage } from '../use-cases/see-finding/see-finding.page.js';
import { SeeVerificationsPage } from '../use-cases/see-verifications/see-verifications.page.js';
import { SeeVerificationsHandler } from '../use-cases/see-verifications/see-verifications.query.js';
import { VerificationApi } from '../use-cases/see-verifications/verification.api.js';

/** Checking what stories say, and numbers in them (method steps 7 and 8). */
export const checking: ServiceArea = {
  eventTypes: { ...verificationEventTypes, ...quantificationEventTypes },
  readModels: [verificationsModel, quantificationModel],
  speaks: [verificationChangedV1],
  controllers: [
    SeeVerificationsPage,
    AssignVerifierPage,
    CheckStoryPage,
    SeeFindingPage,
    VerificationApi,
    QuantifyStoryPage,
    SayTheLikePage,
    QuantificationApi,
  ],
  handlers: [
    AssignVerifierHandler,
    ReleaseFindingHandler,
    CheckStoryHandler,
    SeeStoryToCheckHandler,
    AnswerVerificationHandler,
    SeeVerificationsHandler,
    NoteNumberHandler,
    TakeOutNumberHandler,
    SayTheLikeHandler,
  ],
};
