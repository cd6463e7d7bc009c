import { Controller } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import {
  draftMediaApi,
  draftMediaSharingApi,
  draftMediumContentApi,
  draftMediumRemovalApi,
  draftMediumWordsApi,
} from '../../addresses.js';
import { withDraft } from './tellers-media.js';
import { tellersMediaApi } from './tellers-media.api.js';

const mediaOfDraft = tellersMediaApi(
  {
    list: draftMediaApi,
    content: draftMediumContentApi,
    words: draftMediumWordsApi,
    removal: draftMediumRemovalApi,
    sharing: draftMediaSharingApi,
  },
  withDraft,
);

/** What is told with a story beside its words, before it is sent. */
@ApiTags('drafts')
@ApiHeader({ name: 'x-newid-code', required: true })
@Controller()
export class DraftMediaApi extends mediaOfDraft {}
