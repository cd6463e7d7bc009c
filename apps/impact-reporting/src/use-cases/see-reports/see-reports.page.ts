import { Controller } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeActions, seeMeasures, seeReport, seeReports, seeThemes } from '../../addresses.js';

const template = pageTemplate(import.meta.url, 'see-reports.njk');
const allWords = loadWords(import.meta.url, 'see-reports');

@Controller()
export class SeeReportsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seeReports)
  @Allow('evaluator', 'administrator', 'facilitator')
  async show(@CurrentPage() page: PageContext, @SignedIn() { organisation }: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation },
    });
    const view = {
      title: words('heading'),
      heading: words('heading'),
      empty: words('empty'),
      programmes: documents.map(({ id, design }) => ({
        name: design.name[language],
        ways: [
          { text: words('measures'), href: seeMeasures.to({ language, programme: id }) },
          { text: words('themes'), href: seeThemes.to({ language, programme: id }) },
          { text: words('actions'), href: seeActions.to({ language }, { programme: id }) },
        ],
        periods: design.periods.map((period) => ({
          text: words('report', { period: period.name[language] }),
          href: seeReport.to({ language, programme: id, period: period.id }),
        })),
      })),
    };
    return htmlReply(template, view, page);
  }
}
