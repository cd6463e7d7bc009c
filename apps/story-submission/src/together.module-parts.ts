import {
  AnswerAsContributorHandler,
  EraseAsContributorHandler,
  PauseAsContributorHandler,
  TakeBackAsContributorHandler,
} from './use-cases/answer-as-contributor/answer-as-contributor.command.js';
import { YourPartApi } from './use-cases/answer-as-contributor/your-part.api.js';
import { YourPartPage } from './use-cases/answer-as-contributor/your-part.page.js';
import { JudgePairApi } from './use-cases/notice-duplicates/judge-pair.api.js';
import { JudgePairHandler, UndoPairHandler } from './use-cases/notice-duplicates/judge-pair.command.js';
import { JudgePairPage } from './use-cases/notice-duplicates/judge-pair.page.js';
import { RecordCreditsApi } from './use-cases/record-credits/record-credits.api.js';
import { RecordCreditHandler, RemoveCreditHandler } from './use-cases/record-credits/record-credits.command.js';
import { RecordCreditsPage } from './use-cases/record-credits/record-credits.page.js';
import { TellAsStaffPage } from './use-cases/tell-as-staff/tell-as-staff.page.js';
import {
  AddContributorsHandler,
  OfferWithoutHandler,
  ReplaceContributorCodeHandler,
} from './use-cases/tell-for-group/add-contributors.command.js';
import { BringInStoryPage } from './use-cases/tell-for-group/bring-in-story.page.js';
import { ContributorsPage } from './use-cases/tell-for-group/contributors.page.js';
import { TellForGroupPage } from './use-cases/tell-for-group/tell-for-group.page.js';
import { TellTogetherApi } from './use-cases/tell-for-group/tell-together.api.js';
import { TellTogetherHandler } from './use-cases/tell-for-group/tell-together.command.js';
import { ToldTogetherPage } from './use-cases/tell-for-group/told-together.page.js';

/** Stories that several people answer for, for the module. */
export const togetherModuleParts = {
  controllers: [
    BringInStoryPage,
    TellForGroupPage,
    TellAsStaffPage,
    TellTogetherApi,
    ContributorsPage,
    ToldTogetherPage,
    YourPartPage,
    YourPartApi,
    RecordCreditsPage,
    RecordCreditsApi,
    JudgePairPage,
    JudgePairApi,
  ],
  handlers: [
    TellTogetherHandler,
    AddContributorsHandler,
    ReplaceContributorCodeHandler,
    OfferWithoutHandler,
    AnswerAsContributorHandler,
    PauseAsContributorHandler,
    TakeBackAsContributorHandler,
    EraseAsContributorHandler,
    RecordCreditHandler,
    RemoveCreditHandler,
    JudgePairHandler,
    UndoPairHandler,
  ],
} as const;
