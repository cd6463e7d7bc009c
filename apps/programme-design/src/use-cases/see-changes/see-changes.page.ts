import { Controller, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeChanges } from '../../addresses.js';
import { SeeChanges } from './see-changes.query.js';
import { seeChangesView } from './see-changes.view.js';

const template = pageTemplate(import.meta.url, 'see-changes.njk');
const words = loadWords(import.meta.url, 'see-changes');

@Controller()
export class SeeChangesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeChanges)
  @Allow('administrator', 'evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeChanges(who.organisation, programme)));
    const names = await namesOfPeople(
      this.service,
      who,
      seen.changes.map(({ by }) => by),
    );
    return htmlReply(template, seeChangesView(seen, names, words[page.language]), page);
  }
}
