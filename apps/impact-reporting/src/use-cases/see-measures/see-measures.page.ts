import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeMeasures } from '../../addresses.js';
import { readsReports } from '../../who-evaluates.js';
import { breakdownOr } from './asked-breakdown.js';
import { SeeMeasures } from './see-measures.query.js';
import { seeMeasuresView } from './see-measures.view.js';

const template = pageTemplate(import.meta.url, 'see-measures.njk');
const words = loadWords(import.meta.url, 'see-measures');

@Controller()
export class SeeMeasuresPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeMeasures)
  @Allow('evaluator', 'administrator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('by') by?: string,
  ): Promise<PageAnswer> {
    readsReports(who, programme);
    const measured = orThrow(await this.queries.execute(new SeeMeasures(who.organisation, programme, breakdownOr(by))));
    return htmlReply(template, seeMeasuresView(measured, words[page.language]), page);
  }
}
