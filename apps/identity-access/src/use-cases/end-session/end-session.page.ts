import { Body, Controller } from '@nestjs/common';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { endSessionPage, howISignIn } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personSignedIn } from '../../person-signed-in.js';

@Controller()
export class EndSessionPage {
  constructor(private readonly settings: IdentitySettings) {}

  @Send(endSessionPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { person, session } = personSignedIn(who);
    const { sessions } = this.settings;
    const which = textIn(body, 'session');
    if (which === 'others') {
      await sessions.endAllOf(person, session);
      return seeOther(howISignIn.to({ language }, { done: 'sessions-ended' }));
    }
    // Ended already, or nobody’s: what the person wants is so.
    await sessions.endById(person, which);
    return seeOther(howISignIn.to({ language }, { done: 'session-ended' }));
  }
}
