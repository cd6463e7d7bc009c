import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { holdsRole, type SomeoneAsking } from '#access/principal.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeProgrammes } from '../../addresses.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { listOrders } from './programmes-listed.js';
import { SeeProgrammes } from './see-programmes.query.js';
import { seeProgrammesView } from './see-programmes.view.js';

const template = pageTemplate(import.meta.url, 'see-programmes.njk');
const words = loadWords(import.meta.url, 'see-programmes');

@Controller()
export class SeeProgrammesPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeProgrammes)
  @Allow('administrator', 'evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query('q') search?: string | readonly string[],
    @Query('order') order?: string | readonly string[],
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    const asked = {
      search: typeof search === 'string' ? search.trim().slice(0, 200) : '',
      order: listOrders.find((each) => each === order) ?? 'name',
    };
    const seen = {
      mayCreate: holdsRole(who, ['administrator', 'evaluator']),
      mayRehearse: holdsRole(who, ['administrator']),
      isStillUpdating: done === 'still-updating',
    };
    const documents = await this.#all(who.organisation);
    return htmlReply(template, seeProgrammesView(documents, asked, seen, words[page.language]), page);
  }

  async #all(organisation: string): Promise<readonly ProgrammeDocument[]> {
    const all: ProgrammeDocument[] = [];
    let after: string | undefined;
    do {
      const { documents, next } = await this.queries.execute(new SeeProgrammes(organisation, after));
      // What was made for a rehearsal that is over stands in its record alone.
      all.push(...documents.filter(({ design }) => design.rehearsal !== 'over'));
      after = next;
    } while (after !== undefined);
    return all;
  }
}
