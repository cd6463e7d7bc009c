import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { endedSessionCookie } from '#access/cookies.js';
import type { Language } from '#web/language.js';
import { Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';

import { homePage, signOut } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';

@Controller()
export class SignOutPage {
  constructor(private readonly settings: IdentitySettings) {}

  @Send(signOut)
  @Open('ending a session needs no more than having one')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('language') language: Language,
  ): Promise<PageAnswer> {
    if (request.sessionToken !== undefined) await this.settings.sessions.end(request.sessionToken);
    reply.header('set-cookie', endedSessionCookie(this.settings.isHttps));
    // What this browser kept to go back to: whoever uses it next must not see it.
    reply.header('clear-site-data', '"cache"');
    return seeOther(homePage.to({ language }));
  }
}
