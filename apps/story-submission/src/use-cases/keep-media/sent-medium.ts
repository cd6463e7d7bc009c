import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { idFrom, newId } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { keepMedium, type KeptMedium } from '../../media/keep-medium.js';
import type { StoryOfMedia } from '../../media/story-of-media.js';

/** What stands in a form for the file that came with it. As JSON it is its hash: the same form sent twice is known. */
export class SentMedium {
  constructor(readonly outcome: KeptMedium | Refusal) {}

  toJSON(): string {
    return isRefusal(this.outcome) ? this.outcome.refusal : this.outcome.hash;
  }
}

/** The same form again is the same medium. */
export async function sentMedium(
  service: ServiceRuntime,
  story: StoryOfMedia,
  { command = newId() }: Readonly<Record<string, string>>,
  file: AsyncIterable<Uint8Array>,
): Promise<SentMedium> {
  return new SentMedium(await keepMedium(service, story, idFrom('medium', story.id, command), file));
}
