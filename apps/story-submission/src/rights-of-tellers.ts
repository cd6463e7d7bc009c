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
  controllers: [LeaveOutReadersPage],
  providers: [
    LeaveOutReadersHandler,
    CheckLeftOutHandler,
    EnterRequestHandler,
    PauseSharingHandler,
    ResumeSharingHandler,
    EraseStoryHandler,
    ErasePersonHandler,
    CorrectStoryHandler,
  ],
} as const;
