import { SeeReadersApi } from './use-cases/see-readers/see-readers.api.js';
import { SeeReadersPage } from './use-cases/see-readers/see-readers.page.js';
import { SeeYourDataPage } from './use-cases/see-your-data/see-your-data.page.js';
import { UseYourRightsApi } from './use-cases/use-your-rights/use-your-rights.api.js';
import { UseYourRightsPage } from './use-cases/use-your-rights/use-your-rights.page.js';
import { UseRightHandler } from './use-cases/use-your-rights/use-right.command.js';
import { CorrectStoryPage } from './use-cases/correct-story/correct-story.page.js';
import { CorrectStoryHandler } from './use-cases/correct-story/correct-story.command.js';
import { ErasePersonHandler, EraseStoryHandler } from './use-cases/erase-story/erase-story.command.js';
import { EnterRequestHandler } from './use-cases/keep-register/enter-request.command.js';
import {
  CheckLeftOutHandler,
  LeaveOutReadersHandler,
} from './use-cases/leave-out-readers/leave-out-readers.command.js';
import { LeaveOutReadersPage } from './use-cases/leave-out-readers/leave-out-readers.page.js';
import { PauseSharingHandler, ResumeSharingHandler } from './use-cases/pause-sharing/pause-sharing.command.js';

/** What people may do about what is held of them, and the register of it: for the module of the service. */
export const rightsOfTellers = {
  controllers: [
    LeaveOutReadersPage,
    SeeReadersPage,
    SeeReadersApi,
    SeeYourDataPage,
    UseYourRightsPage,
    UseYourRightsApi,
    CorrectStoryPage,
  ],
  providers: [
    LeaveOutReadersHandler,
    CheckLeftOutHandler,
    EnterRequestHandler,
    PauseSharingHandler,
    ResumeSharingHandler,
    EraseStoryHandler,
    ErasePersonHandler,
    CorrectStoryHandler,
    UseRightHandler,
  ],
} as const;
