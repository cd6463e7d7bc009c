import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { notesRead, type NotesRead } from '../../checking/notes-read.js';
import { storyStream } from '../../domain/story/events.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { verifications, type VerificationDocument } from '../../read-models/verifications/verifications.js';
import type { Who } from '../../telling-back/feedback-for.js';

export interface StoryBeingChecked {
  readonly story: StoryDocument;
  readonly verification: VerificationDocument;
  /** Null: it may not be read (any more). */
  readonly text: StoryText | null;
  readonly notes: NotesRead;
}

/** A story as its verifier sees it while it is theirs to check, and afterwards without its text. */
export class SeeStoryToCheck extends Query<StoryBeingChecked | Refusal> {
  constructor(
    readonly who: Who,
    readonly story: string,
  ) {
    super();
  }
}

@QueryHandler(SeeStoryToCheck)
export class SeeStoryToCheckHandler implements IQueryHandler<SeeStoryToCheck> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, story: id }: SeeStoryToCheck): Promise<StoryBeingChecked | Refusal> {
    const { views, unlocking } = this.service;
    const verification = await views.get(verifications, id);
    const story = await views.get(stories, id);
    const isTheirs = verification?.organisation === who.organisation && verification.verifier === who.person;
    if (!isTheirs || story === undefined || verification.state === 'handed-back') {
      return refuse('verification-not-found');
    }
    const notes = await notesRead(this.service, who, 'verifier', verification.check);
    if (verification.state !== 'assigned') return { story, verification, text: null, notes };
    const owner = storyStream(id);
    const answer = await unlocking.unlockOne({ owner, reader: who, purpose: 'verify', use: 'read' });
    const text = answer.kind === 'granted' ? answer.open<StoryText>(story.text) : null;
    return { story, verification, text, notes };
  }
}
