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
import { writeDate, writeDateAndTime, writeList, writeNumber } from '#web/written.js';

import { seeRecalls, seeReport } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { SeeRecalls } from './see-recalls.query.js';

const template = pageTemplate(import.meta.url, 'see-recalls.njk');
const allWords = loadWords(import.meta.url, 'see-recalls');

@Controller()
export class SeeRecallsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeRecalls)
  @Allow('evaluator', 'administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    evaluates(who, programme, ['evaluator', 'administrator']);
    const { design, items } = orThrow(await this.queries.execute(new SeeRecalls(who.organisation, programme, period)));
    const nameOf = await namesOfPeople(
      this.service,
      who,
      items.flatMap(({ copies }) => copies.map(({ by }) => by)),
    );
    const name = design.periods.find(({ id }) => id === period)?.name[language] ?? period;
    const view = {
      title: words('heading'),
      backLink: seeReport.to({ language, programme, period }),
      heading: words('heading'),
      period: words('period', { period: name }),
      empty: words('empty'),
      whatToDo: words('what-to-do'),
      head: ['who', 'form', 'issue', 'when'].map((key) => words(key)),
      recalls: items.map(({ reference, audience, at, issues, copies }) => ({
        heading: words('story', { reference, audience: words(`audience-${audience}`) }),
        text: words('shown-in', {
          issues: writeList(
            language,
            issues.map((issue) => writeNumber(language, issue)),
          ),
          date: writeDate(language, at, design.timezone),
        }),
        caption: words('caption', { reference, audience: words(`audience-${audience}`) }),
        nobody: words('nobody'),
        rows: copies.map((copy) => [
          nameOf(copy.by),
          words(`form-${copy.form}`),
          writeNumber(language, copy.issue),
          writeDateAndTime(language, new Date(copy.at), design.timezone),
        ]),
      })),
    };
    return htmlReply(template, view, page);
  }
}
