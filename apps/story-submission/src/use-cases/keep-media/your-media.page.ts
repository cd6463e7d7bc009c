import { Controller } from '@nestjs/common';

import type { Language } from '#web/language.js';

import {
  seeYourStory,
  shareYourMedia,
  takeYourMediumAway,
  yourMedia,
  yourMedium,
  yourMediumFile,
} from '../../addresses.js';
import { storyCarried } from '../../stories/story-carried.js';
import type { MediaPlace } from './media.view.js';
import { withStory } from './tellers-media.js';
import { tellersMediaPage } from './tellers-media.page.js';

const placeOf = (language: Language): MediaPlace => ({
  list: yourMedia.to({ language }),
  backLink: seeYourStory.to({ language }),
  sharing: shareYourMedia.to({ language }),
  of: (medium) => ({
    words: yourMedium.to({ language, medium }),
    file: yourMediumFile.to({ language, medium }),
    takeAway: takeYourMediumAway.to({ language, medium }),
  }),
});

const mediaOfStory = tellersMediaPage(
  {
    list: yourMedia,
    sharing: shareYourMedia,
    medium: yourMedium,
    takeAway: takeYourMediumAway,
    file: yourMediumFile,
  },
  {
    ...withStory,
    carried: async (service, request, reply, language) => {
      const story = await storyCarried(service, request, reply);
      return story === undefined ? undefined : { story, place: placeOf(language) };
    },
  },
);

/** What a teller tells with their story beside its words. */
@Controller()
export class YourMediaPage extends mediaOfStory {}
