import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { consentBeside, type ConsentBeside } from '#service-kit/stories/consent-beside.js';

import { notesRead, type NotesRead } from '../../checking/notes-read.js';
import { storyStream } from '../../domain/story/events.js';
import { isThereToSee, sightOfVerifier } from '../../media/media-seen.js';
import { givenToCheck, type GivenToCheck } from '../../checking/given-to-check.js';

export interface StoryBeingChecked extends GivenToCheck {
  /** Null: it may not be read (any more). */
  readonly text: StoryText | null;
  /** Where its text is. */
  readonly consent: ConsentBeside | null;
  readonly notes: NotesRead;
  /** Something was told with it that they may see or hear. */
  readonly hasMedia: boolean;
}

/** A story as its verifier sees it while it is theirs to check, and afterwards without its text. */
export class SeeStoryToCheck extends Query<StoryBeingChecked | Refusal> {
  constructor(
    readonly who: SomeoneAsking,
    readonly story: string,
  ) {
    super();
  }
}

@QueryHandler(SeeStoryToCheck)
export class SeeStoryToCheckHandler implements IQueryHandler<SeeStoryToCheck> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, story: id }: SeeStoryToCheck): Promise<StoryBeingChecked | Refusal> {
    const given = await givenToCheck(this.service, who, id);
    if (given === undefined) return refuse('verification-not-found');
    const { story, verification } = given;
    const notes = await notesRead(this.service, who, 'verifier', verification.check);
    if (verification.state !== 'assigned') {
      return { story, verification, text: null, consent: null, notes, hasMedia: false };
    }
    const owner = storyStream(id);
    const answer = await this.service.unlocking.unlockOne({ owner, reader: who, purpose: 'verify', use: 'read' });
    const text = answer.kind === 'granted' ? answer.open<StoryText>(story.text) : null;
    const consent = text === null ? null : await consentBeside(this.service.vault, id);
    const hasMedia = await isThereToSee(this.service, sightOfVerifier(this.service, who, id));
    return { story, verification, text, consent, notes, hasMedia };
  }
}
