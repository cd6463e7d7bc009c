import type { FastifyReply, FastifyRequest } from 'fastify';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { Language } from '#web/language.js';

import { actsOfNobody } from '../../media/media-of-draft.js';
import { storyOfOpenDraft, type StoryOfMedia } from '../../media/story-of-media.js';
import { storyByCode } from '../../stories/story-by-code.js';
import { openDraft } from '../../telling/draft-by-code.js';
import type { MediaPlace } from './media.view.js';

/** Where a teller adds to their words: with their draft, or with the story that they sent. */
export interface TellersMedia {
  /** What a code opens. */
  readonly opens: (service: ServiceRuntime, code: string) => Promise<StoryOfMedia | Refusal>;
  /** What the code opens that this browser carries, and where its pages are; undefined where it opens nothing. */
  readonly carried: (
    service: ServiceRuntime,
    request: FastifyRequest,
    reply: FastifyReply,
    language: Language,
  ) => Promise<{ readonly story: StoryOfMedia; readonly place: MediaPlace } | undefined>;
  readonly acting: (context: CommandContext) => CommandContext;
}

export const withDraft: Pick<TellersMedia, 'opens' | 'acting'> = {
  opens: async (service, code) => {
    const draft = await openDraft(service, code);
    return draft === undefined ? refuse('draft-not-open', 'code') : storyOfOpenDraft(draft);
  },
  acting: actsOfNobody,
};

export const withStory: Pick<TellersMedia, 'opens' | 'acting'> = {
  opens: async (service, code) => (await storyByCode(service, code)) ?? refuse('story-code-opens-nothing', 'code'),
  acting: (context) => context,
};

export const orRefused = (opened: StoryOfMedia | Refusal): StoryOfMedia =>
  isRefusal(opened) ? throwRefusal(opened) : opened;
