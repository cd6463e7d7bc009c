import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { rehearsedLettersToPeoplePage } from '#contracts/identity-access/addresses.js';
import { lettersSeen } from '#service-kit/rehearsing/letters-seen.js';
import { showRehearsedLetters } from '#service-kit/rehearsing/show-rehearsed-letters.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import type { PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { programmeRehearsed } from './programme-rehearsed.js';

/** Reminders and alerts: what people with an account would have got. */
@Controller()
export class RehearsedLettersToPeoplePage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(rehearsedLettersToPeoplePage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeRehearsed(this.service, who, programme);
    return showRehearsedLetters(page, design, await lettersSeen(this.service, who, programme), 'people');
  }
}
