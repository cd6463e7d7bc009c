import { quantificationEventTypes } from './domain/quantification/quantification.js';
import { quantificationModel } from './read-models/quantification/quantification.js';
import { QuantificationApi } from './use-cases/quantify-story/quantification.api.js';
import { NoteNumberHandler, TakeOutNumberHandler } from './use-cases/quantify-story/quantify-story.command.js';
import { QuantifyStoryPage } from './use-cases/quantify-story/quantify-story.page.js';
import { SayTheLikeHandler } from './use-cases/say-the-like/say-the-like.command.js';
import { SayTheLikePage } from './use-cases/say-the-like/say-the-like.page.js';

/** Numbers in stories, and counts of the like elsewhere (method step 8), as the service takes them up. */
export const quantificationParts = {
  eventTypes: quantificationEventTypes,
  readModels: [quantificationModel],
} as const;

export const quantificationModuleParts = {
  controllers: [QuantifyStoryPage, SayTheLikePage, QuantificationApi],
  handlers: [NoteNumberHandler, TakeOutNumberHandler, SayTheLikeHandler],
};
