import { Controller } from '@nestjs/common';

import {
  answerQuestion,
  checkAnswers,
  draftMedia,
  draftMedium,
  draftMediumFile,
  pauseStory,
  shareDraftMedia,
  takeDraftMediumAway,
} from '../../addresses.js';
import { storyOfOpenDraft } from '../../media/story-of-media.js';
import { draftOfRequest, type DraftOfRequest } from '../../telling/draft-of-request.js';
import { before, firstUnanswered } from '../../telling/journey.js';
import type { MediaPlace } from './media.view.js';
import { withDraft } from './tellers-media.js';
import { tellersMediaPage } from './tellers-media.page.js';

/** Before the question who may read it; whoever comes from their checked answers goes on to them. */
function placeOf({ of, design }: DraftOfRequest): MediaPlace {
  const { language } = of;
  const next = firstUnanswered(of);
  return {
    list: draftMedia.to({ language }),
    backLink: answerQuestion.to({ language, question: before('readers', design) ?? 'story' }),
    sharing: shareDraftMedia.to({ language }),
    journey: {
      goOn: next === undefined ? checkAnswers.to({ language }) : answerQuestion.to({ language, question: next }),
      pause: pauseStory.to({ language }),
    },
    of: (medium) => ({
      words: draftMedium.to({ language, medium }),
      file: draftMediumFile.to({ language, medium }),
      takeAway: takeDraftMediumAway.to({ language, medium }),
    }),
  };
}

const mediaOfDraft = tellersMediaPage(
  {
    list: draftMedia,
    sharing: shareDraftMedia,
    medium: draftMedium,
    takeAway: takeDraftMediumAway,
    file: draftMediumFile,
  },
  {
    ...withDraft,
    carried: async (service, request, _reply, language) => {
      const found = await draftOfRequest(service, request, language);
      return found === undefined ? undefined : { story: storyOfOpenDraft(found.draft), place: placeOf(found) };
    },
  },
);

/** What a teller tells with their story beside its words, while they write it. */
@Controller()
export class DraftMediaPage extends mediaOfDraft {}
