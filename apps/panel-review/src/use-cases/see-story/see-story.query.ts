import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { consentBeside, type ConsentBeside } from '#service-kit/stories/consent-beside.js';
import type { AnsweredLater } from '#service-kit/stories/known-still-so.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ReceivedStory } from '../../domain/sitting/events.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { hasMediaToSee } from '../../reading-meetings/media-to-see.js';
import {
  openedLater,
  openedReasons,
  openedStories,
  openedTeller,
  readerOn,
  type ReasonRead,
  type StoryForPanel,
} from '../../reading-meetings/opened-texts.js';
import { openedTranslations, type TranslationsForPanel } from '../../reading-meetings/opened-translations.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';

export interface StorySeen {
  readonly sitting: SittingDocument;
  readonly received: ReceivedStory;
  readonly read: StoryForPanel;
  /** Where its text is. */
  readonly consent: ConsentBeside | null;
  readonly translations: TranslationsForPanel;
  /** What was said of it before it came here. */
  readonly reasons: readonly ReasonRead[];
  /** What its teller answered later. */
  readonly later: readonly AnsweredLater[];
  /** Who told it, where the meeting’s rule and its teller let the panel see that. */
  readonly teller: string | null;
  /** Pictures, sound, films or documents are there that they may see or hear. */
  readonly hasMedia: boolean;
}

export class SeeStory extends Query<StorySeen | Refusal> {
  constructor(
    readonly who: SomeoneAsking,
    readonly sitting: string,
    readonly story: string,
  ) {
    super();
  }
}

@QueryHandler(SeeStory)
export class SeeStoryHandler implements IQueryHandler<SeeStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, sitting: id, story }: SeeStory): Promise<StorySeen | Refusal> {
    const sitting = await sittingFor(this.service, who, id);
    const received = sitting.state.stories.find((each) => each.story === story);
    if (received === undefined) return refuse('story-not-in-sitting', 'story', { story });
    const reader = readerOn(sitting.state.opened, who);
    const [read = { withheld: 'unknown' as const }] = await openedStories(this.service, reader, [story]);
    const consent = 'text' in read ? await consentBeside(this.service.vault, story) : null;
    const translations = await openedTranslations(this.service, reader, story);
    const reasons = await openedReasons(this.service, reader, received.reasons, 'later-panels');
    const later = await openedLater(this.service, reader, story);
    const teller = await openedTeller(this.service, sitting.state.opened, reader, story);
    const hasMedia = 'text' in read && (await hasMediaToSee(this.service, reader, story));
    return { sitting, received, read, consent, translations, reasons, later, teller, hasMedia };
  }
}
