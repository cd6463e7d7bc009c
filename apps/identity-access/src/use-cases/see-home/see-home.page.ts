import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Asking, Open } from '#access/allow.js';
import { holdsRole, type Principal } from '#access/principal.js';
import { maySignInAsSample } from '#access/sample-sign-in.js';
import { seeWhatFollowed } from '#contracts/impact-reporting/addresses.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { negotiateLanguage } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { homePage, start } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { waitingFor } from '../../read-models/waiting/waiting.js';
import { seeHomeView, type Beginning } from './see-home.view.js';

const template = pageTemplate(import.meta.url, 'see-home.njk');
const words = loadWords(import.meta.url, 'see-home');

@Controller()
export class SeeHomePage {
  constructor(
    private readonly settings: IdentitySettings,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(start.pattern)
  @Open('leads to the home page in the language the browser asks for')
  negotiate(@Headers('accept-language') accepted: string | undefined, @Res() reply: FastifyReply): void {
    void reply
      .status(303)
      .header('location', homePage.to({ language: negotiateLanguage(accepted) }))
      .send('');
  }

  @Page(homePage)
  @Open('says what Newid is')
  async show(
    @CurrentPage() page: PageContext,
    @Asking() who: Principal,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer> {
    const { isSample, host, isProduction } = this.settings;
    const mayEnter = maySignInAsSample({
      folderIsSample: isSample,
      host,
      hostHeader: request.headers.host,
      isProduction,
    });
    // Whoever has one place to work in is there at once: for a member of a panel, where the next unread story is.
    const lookedAt = seeWhatFollowed.to({ language: page.language });
    const [only, ...others] = page.navigation.filter(({ href }) => href !== lookedAt);
    if (who.kind === 'person' && only !== undefined && others.length === 0) return seeOther(only.href);
    const waiting = who.kind === 'person' ? await waitingFor(this.service, who.person) : [];
    const beginning = await this.#beginning(who);
    return htmlReply(
      template,
      seeHomeView(who, mayEnter, page.navigation, waiting, beginning, words[page.language]),
      page,
    );
  }

  /** Where there is no programme yet: what whoever may make one does first. */
  async #beginning(who: Principal): Promise<Beginning | undefined> {
    if (who.kind !== 'person' || !holdsRole(who, ['administrator', 'evaluator'])) return undefined;
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation: who.organisation },
    });
    if (documents.some(({ design }) => design.rehearsal === undefined)) return undefined;
    return { mayAddPeople: holdsRole(who, ['administrator']) };
  }
}
