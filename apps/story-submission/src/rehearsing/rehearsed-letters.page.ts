import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { rehearsedLettersPage } from '#contracts/story-submission/addresses.js';
import { lettersSeen } from '#service-kit/rehearsing/letters-seen.js';
import { showRehearsedLetters } from '#service-kit/rehearsing/show-rehearsed-letters.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import type { PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { programmeOfKeeper } from '../over-time/lost-code-found.js';

@Controller()
export class RehearsedLettersPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(rehearsedLettersPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeOfKeeper(this.service, who, programme, ['administrator']);
    return showRehearsedLetters(page, design, await lettersSeen(this.service, who, programme), 'stories');
  }
}
