import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { seeRightsRequests } from '#contracts/story-submission/addresses.js';
import { Allow, SignedIn } from '#access/allow.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { keepers } from '../../stories/keepers.js';
import { stateAsked } from './see-rights-requests.api.js';
import { SeeRightsRequests } from './see-rights-requests.query.js';
import { seeRightsRequestsView } from './see-rights-requests.view.js';

const template = pageTemplate(import.meta.url, 'see-rights-requests.njk');
const words = loadWords(import.meta.url, 'see-rights-requests');
const onAPage = 25;

@Controller()
export class SeeRightsRequestsPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeRightsRequests)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query('state') asked?: string,
    @Query('after') after?: string,
  ): Promise<PageAnswer> {
    const state = stateAsked(asked);
    const found = await this.queries.execute(new SeeRightsRequests(who, state, after, onAPage));
    return htmlReply(template, seeRightsRequestsView(state, found, words[page.language]), page);
  }
}
