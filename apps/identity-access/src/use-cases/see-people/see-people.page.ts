import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seePeople } from '../../addresses.js';
import { askedPeople } from './asked-people.js';
import { SeePeople } from './see-people.query.js';
import { seePeopleView } from './see-people.view.js';

const template = pageTemplate(import.meta.url, 'see-people.njk');
const words = loadWords(import.meta.url, 'see-people');

@Controller()
export class SeePeoplePage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seePeople)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const asked = askedPeople(query);
    const seen = await this.queries.execute(new SeePeople(who, page.language, asked));
    return htmlReply(template, seePeopleView(asked, seen, words[page.language]), page);
  }
}
