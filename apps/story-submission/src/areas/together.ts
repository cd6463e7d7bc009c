import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { creditEventTypes } from '../domain/credit/credits.js';
import { pairEventTypes } from '../domain/likeness/story-pair.js';
import { contributorsModel } from '../read-models/contributors/contributors.js';
import { creditsModel } from '../read-models/credits/credits.js';
import { pairsModel } from '../read-models/pairs/pairs.js';
import {
  AnswerAsContributorHandler,
  PauseAsContributorHandler,
  TakeBackAsContributorHandler,
  EraseAsContributorHandler,
} from '../use-cases/answer-as-contributor/answer-as-contributor.command.js';
import { keepKeyLevel } from '../use-cases/answer-as-contributor/keep-key-level.js';
import { YourPartApi } from '../use-cases/answer-as-contributor/your-part.api.js';
import { YourPartPage } from '../use-cases/answer-as-contributor/your-part.page.js';
import { JudgePairApi } from '../use-cases/notice-duplicates/judge-pair.api.js';
import { JudgePairHandler, UndoPairHandler } from '../use-cases/notice-duplicates/judge-pair.command.js';
import { JudgePairPage } from '../use-cases/notice-duplicates/judge-pair.page.js';
import { noticeDuplicates } from '../use-cases/notice-duplicates/notice-duplicates.js';
import { keepTogether } from '../use-cases/notice-duplicates/put-together.js';
import { RecordCreditsApi } from '../use-cases/record-credits/record-credits.api.js';
import { RecordCreditHandler, RemoveCreditHandler } from '../use-cases/record-credits/record-credits.command.js';
import { RecordCreditsPage } from '../use-cases/record-credits/record-credits.page.js';
import { stayWithNamedPanels } from '../use-cases/tell-as-staff/stay-with-named-panels.js';
import { TellAsStaffPage } from '../use-cases/tell-as-staff/tell-as-staff.page.js';
import {
  AddContributorsHandler,
  ReplaceContributorCodeHandler,
  OfferWithoutHandler,
} from '../use-cases/tell-for-group/add-contributors.command.js';
import { BringInStoryPage } from '../use-cases/tell-for-group/bring-in-story.page.js';
import { ContributorsPage } from '../use-cases/tell-for-group/contributors.page.js';
import { TellForGroupPage } from '../use-cases/tell-for-group/tell-for-group.page.js';
import { TellForTellerPage } from '../use-cases/tell-for-teller/tell-for-teller.page.js';
import { TellTogetherApi } from '../use-cases/tell-for-group/tell-together.api.js';
import { TellTogetherHandler } from '../use-cases/tell-for-group/tell-together.command.js';
import { ToldTogetherPage } from '../use-cases/tell-for-group/told-together.page.js';

/** Stories that several people answer for, and whom stories speak of. */
export const together: ServiceArea = {
  eventTypes: { ...creditEventTypes, ...pairEventTypes },
  readModels: [contributorsModel, creditsModel, pairsModel],
  speaks: [storyCreditedV1],
  reactions: [keepKeyLevel, keepTogether, stayWithNamedPanels],
  background: [noticeDuplicates],
  controllers: [
    BringInStoryPage,
    TellForTellerPage,
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
};
