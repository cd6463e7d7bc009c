import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { holdsRole, type OperatorAsking, type PersonAsking } from '#access/principal.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeProgrammes } from '../../addresses.js';
import { SeeProgrammes } from './see-programmes.query.js';
import { seeProgrammesView } from './see-programmes.view.js';

const template = pageTemplate(import.meta.url, 'see-programmes.njk');
const words = loadWords(import.meta.url, 'see-programmes');

@Controller()
export class SeeProgrammesPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeProgrammes)
  @Allow('administrator', 'evaluator', 'facilitator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: PersonAsking | OperatorAsking): Promise<PageAnswer> {
    const { documents } = await this.queries.execute(new SeeProgrammes(who.organisation));
    const mayCreate = holdsRole(who, ['administrator', 'evaluator']);
    return htmlReply(template, seeProgrammesView(documents, mayCreate, words[page.language]), page);
  }
}
