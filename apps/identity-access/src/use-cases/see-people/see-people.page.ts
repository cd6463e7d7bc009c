import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import {
  addPersonPage,
  seeAudit,
  seeBreaches,
  seeDisclosures,
  seePeople,
  seePersonPage,
  signInRulesPage,
} from '../../addresses.js';
import { SeePeople } from './see-people.query.js';

const template = pageTemplate(import.meta.url, 'see-people.njk');
const allWords = loadWords(import.meta.url, 'see-people');

@Controller()
export class SeePeoplePage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seePeople)
  @Allow('administrator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: PersonAsking | OperatorAsking): Promise<PageAnswer> {
    const words = allWords[page.language];
    const { items } = await this.queries.execute(new SeePeople(who));
    const view = {
      title: words('heading'),
      heading: words('heading'),
      caption: words('caption'),
      head: [words('name'), words('roles')],
      people: items.map(({ person, name, roles }) => ({
        name: name ?? words('erased'),
        href: seePersonPage.to({ language: page.language, person }),
        roles: [...new Set(roles.map(({ role }) => words(`role-${role}`)))].join(', '),
      })),
      rules: { text: words('sign-in-rules'), href: signInRulesPage.to({ language: page.language }) },
      audit: { text: words('audit'), href: seeAudit.to({ language: page.language }) },
      breaches: { text: words('breaches'), href: seeBreaches.to({ language: page.language }) },
      disclosures: { text: words('disclosures'), href: seeDisclosures.to({ language: page.language }) },
      add: { text: words('add'), href: addPersonPage.to({ language: page.language }) },
    };
    return htmlReply(template, view, page);
  }
}
