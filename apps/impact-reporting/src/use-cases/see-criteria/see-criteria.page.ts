import { Controller, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeCriteria } from '../../addresses.js';
import { readsReports } from '../../who-evaluates.js';
import { SeeCriteria } from './see-criteria.query.js';
import { seeCriteriaView } from './see-criteria.view.js';

const template = pageTemplate(import.meta.url, 'see-criteria.njk');
const words = loadWords(import.meta.url, 'see-criteria');

@Controller()
export class SeeCriteriaPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeCriteria)
  @Allow('evaluator', 'administrator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    readsReports(who, programme);
    const seen = orThrow(await this.queries.execute(new SeeCriteria(who.organisation, programme)));
    return htmlReply(template, seeCriteriaView(seen, words[page.language]), page);
  }
}
