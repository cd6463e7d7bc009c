import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { rightsRequestEventTypes } from '../domain/rights-request/events.js';
import { rightsRequestsModel } from '../read-models/rights-requests/rights-requests.js';
import { AnswerRightsRequestApi } from '../use-cases/answer-rights-request/answer-rights-request.api.js';
import { AnswerRightsRequestHandler } from '../use-cases/answer-rights-request/answer-rights-request.command.js';
import { CorrectStoryHandler } from '../use-cases/correct-story/correct-story.command.js';
import { CorrectStoryPage } from '../use-cases/correct-story/correct-story.page.js';
import { EnterRightsRequestApi } from '../use-cases/enter-rights-request/enter-rights-request.api.js';
import { EnterRightsRequestHandler } from '../use-cases/enter-rights-request/enter-rights-request.command.js';
import { EnterRightsRequestPage } from '../use-cases/enter-rights-request/enter-rights-request.page.js';
import { EraseStoryHandler, ErasePersonHandler } from '../use-cases/erase-story/erase-story.command.js';
import { EnterRequestHandler } from '../use-cases/keep-register/enter-request.command.js';
import { registerOwnActs } from '../use-cases/keep-register/register-own-acts.js';
import {
  LeaveOutReadersHandler,
  CheckLeftOutHandler,
} from '../use-cases/leave-out-readers/leave-out-readers.command.js';
import { LeaveOutReadersPage } from '../use-cases/leave-out-readers/leave-out-readers.page.js';
import { PauseSharingHandler, ResumeSharingHandler } from '../use-cases/pause-sharing/pause-sharing.command.js';
import { SeeConsentHistoryPage } from '../use-cases/see-consent-history/see-consent-history.page.js';
import { SeeReadersApi } from '../use-cases/see-readers/see-readers.api.js';
import { SeeReadersPage } from '../use-cases/see-readers/see-readers.page.js';
import { SeeRightsRequestPage } from '../use-cases/see-rights-request/see-rights-request.page.js';
import { SeeRightsRequestsApi } from '../use-cases/see-rights-requests/see-rights-requests.api.js';
import { SeeRightsRequestsPage } from '../use-cases/see-rights-requests/see-rights-requests.page.js';
import { SeeRightsRequestsHandler } from '../use-cases/see-rights-requests/see-rights-requests.query.js';
import { CopyForTellerApi } from '../use-cases/see-your-data/copy-for-teller.api.js';
import { CopyForTellerPage } from '../use-cases/see-your-data/copy-for-teller.page.js';
import { SeeYourDataPage } from '../use-cases/see-your-data/see-your-data.page.js';
import { UseRightHandler } from '../use-cases/use-your-rights/use-right.command.js';
import { UseYourRightsApi } from '../use-cases/use-your-rights/use-your-rights.api.js';
import { UseYourRightsPage } from '../use-cases/use-your-rights/use-your-rights.page.js';

/** What people may do about what is held of them, and the register of it. */
export const rights: ServiceArea = {
  eventTypes: rightsRequestEventTypes,
  readModels: [rightsRequestsModel],
  speaks: [storyCorrectedV1],
  reactions: [registerOwnActs],
  controllers: [
    LeaveOutReadersPage,
    SeeReadersPage,
    SeeReadersApi,
    SeeYourDataPage,
    CopyForTellerPage,
    CopyForTellerApi,
    UseYourRightsPage,
    UseYourRightsApi,
    CorrectStoryPage,
    SeeRightsRequestsPage,
    SeeRightsRequestsApi,
    SeeRightsRequestPage,
    EnterRightsRequestPage,
    EnterRightsRequestApi,
    AnswerRightsRequestApi,
    SeeConsentHistoryPage,
  ],
  handlers: [
    LeaveOutReadersHandler,
    CheckLeftOutHandler,
    EnterRequestHandler,
    PauseSharingHandler,
    ResumeSharingHandler,
    EraseStoryHandler,
    ErasePersonHandler,
    CorrectStoryHandler,
    UseRightHandler,
    SeeRightsRequestsHandler,
    EnterRightsRequestHandler,
    AnswerRightsRequestHandler,
  ],
};
