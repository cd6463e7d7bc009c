import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { sittingStoryApi } from '../../addresses.js';
import { withoutNames } from '../../reading-meetings/opened-texts.js';
import { SeeStory } from './see-story.query.js';

@ApiTags('sittings')
@Controller()
export class SeeStoryApi {
  constructor(private readonly queries: QueryBus) {}

  /** The story with all that was said of it so far. Text only where the vault gives it. */
  @Get(sittingStoryApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeStory(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string, @Param('story') story: string) {
    const seen = orThrow(await this.queries.execute(new SeeStory(who, sitting, story)));
    const { received, read, consent, translations, reasons, later, teller, hasMedia } = seen;
    const { reference, language, words, from } = received;
    return {
      ...{ story, reference, language, words, from: from.kind },
      ...read,
      consent,
      ...('withheld' in read || teller === null ? {} : { toldBy: teller }),
      hasMedia,
      translations: 'withheld' in read ? [] : translations.read,
      stillSo: 'withheld' in read ? [] : later,
      reasons: 'withheld' in read ? [] : reasons.map(withoutNames),
    };
  }
}
