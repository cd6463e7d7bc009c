import { Controller, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { nameOfLanguage } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { makeLinkPage, seePeople, seePersonPage } from '../../addresses.js';
import { SeePerson } from './see-person.query.js';

const template = pageTemplate(import.meta.url, 'see-person.njk');
const allWords = loadWords(import.meta.url, 'see-person');

@Controller()
export class SeePersonPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seePersonPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const seen = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
    const view = {
      title: words('heading'),
      backLink: seePeople.to({ language }),
      heading: seen.name ?? words('erased'),
      rows: macroParams({
        rows: [
          row(
            'account',
            words(seen.isActive ? (seen.hasSignInName ? 'account-used' : 'account-invited') : 'account-ended'),
          ),
          row('language', nameOfLanguage[seen.language]),
          row('roles', seen.roles.map(({ role }) => words(`role-${role}`)).join(', ')),
        ],
      }),
      links: seen.isActive ? [{ text: words('make-link'), href: makeLinkPage.to({ language, person }) }] : [],
    };
    return htmlReply(template, view, page);
  }
}
