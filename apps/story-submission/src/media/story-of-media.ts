import type { Consent } from '#contracts/shared/consent.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { idFrom } from '#service-kit/ids.js';

import type { StoryDocument } from '../read-models/stories/stories.js';
import { storyOfDraft, tellingOfDraft, type OpenDraft } from '../telling/draft-by-code.js';

/**
 * The story that media belong to. One that is still a draft has its id, its teller and its keys from the first of its
 * media on: nothing is sealed again when it is sent.
 */
export interface StoryOfMedia extends Pick<
  StoryDocument,
  'id' | 'reference' | 'organisation' | 'programme' | 'teller' | 'language' | 'isWithdrawn'
> {
  /** While it is not sent: its draft. */
  readonly draft?: string;
}

export const storyOfOpenDraft = ({ id: draft, organisation, begun }: OpenDraft): StoryOfMedia => ({
  id: storyOfDraft(draft),
  // Given when it is sent.
  reference: '',
  teller: idFrom(tellingOfDraft(draft), 'teller'),
  ...{ organisation, programme: begun.programme, language: begun.language, isWithdrawn: false, draft },
});

/** Why nothing more is taken once its keys are gone. */
export const closedTo = ({ draft }: Pick<StoryOfMedia, 'draft'>): Refusal =>
  refuse(draft === undefined ? 'story-already-withdrawn' : 'draft-not-open');

/** What stands at the key of a story that is not sent: it is for nobody but its teller. No wording has the version 0. */
export const forNobodyYet: Consent = {
  ...{ audiences: {}, exclusions: [], uses: [] },
  ...{ wordingVersion: 0, language: 'en', answeredAt: '1970-01-01T00:00:00.000Z', how: 'own' },
};

export const isForNobodyYet = ({ wordingVersion }: Consent): boolean => wordingVersion === 0;
