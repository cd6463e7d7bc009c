import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { howISignIn } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personSignedIn } from '../../person-signed-in.js';
import { SeeHowISignIn } from './see-how-i-sign-in.query.js';
import { outcomes, seeHowISignInView } from './see-how-i-sign-in.view.js';

const template = pageTemplate(import.meta.url, 'see-how-i-sign-in.njk');
const allWords = loadWords(import.meta.url, 'see-how-i-sign-in');

@Controller()
export class SeeHowISignInPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly settings: IdentitySettings,
  ) {}

  @Page(howISignIn)
  @AllowSignedIn()
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query('done') done: unknown,
  ): Promise<PageAnswer> {
    const seen = await this.queries.execute(new SeeHowISignIn(personSignedIn(who)));
    const told = outcomes.find((outcome) => outcome === done);
    return htmlReply(
      template,
      seeHowISignInView(seen, told, this.settings.accountElsewhere !== undefined, allWords[page.language]),
      page,
    );
  }
}
