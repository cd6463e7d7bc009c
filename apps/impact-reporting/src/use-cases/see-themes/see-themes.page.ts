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

import { seeThemes } from '../../addresses.js';
import { evaluates, mayFor } from '../../who-evaluates.js';
import { askedCoding } from './asked-coding.js';
import { SeeThemes } from './see-themes.query.js';
import { seeThemesView } from './see-themes.view.js';

const template = pageTemplate(import.meta.url, 'see-themes.njk');
const words = loadWords(import.meta.url, 'see-themes');

@Controller()
export class SeeThemesPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeThemes)
  @Allow('evaluator', 'administrator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const asked = askedCoding(query);
    const seen = orThrow(await this.queries.execute(new SeeThemes(who.organisation, programme, asked)));
    evaluates(who, programme, ['evaluator', 'administrator', 'facilitator']);
    return htmlReply(
      template,
      seeThemesView(seen, mayFor(who, programme) ? asked : undefined, words[page.language]),
      page,
    );
  }
}
