import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeActions } from '../../addresses.js';
import { mayFor } from '../../who-evaluates.js';
import { actionsAskedOf } from './asked-actions.js';
import { actionRoles, SeeActions } from './see-actions.query.js';
import { seeActionsView } from './see-actions.view.js';

const template = pageTemplate(import.meta.url, 'see-actions.njk');
const words = loadWords(import.meta.url, 'see-actions');

@Controller()
export class SeeActionsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeActions)
  @Allow('evaluator', 'administrator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const asked = actionsAskedOf(query);
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation: who.organisation },
      limit: 1_000,
    });
    const designs = documents.filter(({ id }) => mayFor(who, id, actionRoles)).map(({ design }) => design);
    const mayRecommend = designs.filter(({ id }) => mayFor(who, id, ['evaluator', 'facilitator']));
    const found = await this.queries.execute(new SeeActions(who, asked));
    return htmlReply(template, seeActionsView({ designs, mayRecommend, asked, found }, words[page.language]), page);
  }
}
