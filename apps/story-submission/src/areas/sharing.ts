import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { NarrowConsentHandler } from '../use-cases/narrow-consent/narrow-consent.command.js';
import { NarrowConsentPage } from '../use-cases/narrow-consent/narrow-consent.page.js';
import { EnterCodePage } from '../use-cases/see-your-story/enter-code.page.js';
import { SeeYourStoryApi } from '../use-cases/see-your-story/see-your-story.api.js';
import { SeeYourStoryPage } from '../use-cases/see-your-story/see-your-story.page.js';
import { SeeYourStoryHandler } from '../use-cases/see-your-story/your-story.query.js';
import { lookForKeys } from '../use-cases/turn-keys/look-for-keys.js';
import { turnKeys } from '../use-cases/turn-keys/turn-keys.js';
import { settleIntents } from '../use-cases/withdraw-story/settle-intents.js';
import { WithdrawStoryApi } from '../use-cases/withdraw-story/withdraw-story.api.js';
import { WithdrawStoryHandler } from '../use-cases/withdraw-story/withdraw-story.command.js';
import { WithdrawStoryPage } from '../use-cases/withdraw-story/withdraw-story.page.js';

/** A teller’s own story: what they see of it, narrow and take back. */
export const sharing: ServiceArea = {
  speaks: [storyWithdrawnV1, storyConsentChangedV1],
  background: [settleIntents, turnKeys, lookForKeys],
  controllers: [
    EnterCodePage,
    SeeYourStoryPage,
    NarrowConsentPage,
    WithdrawStoryPage,
    SeeYourStoryApi,
    WithdrawStoryApi,
  ],
  handlers: [SeeYourStoryHandler, WithdrawStoryHandler, NarrowConsentHandler],
};
