import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { comparePanelsPage } from '../../addresses.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { comparePanelsView } from './compare-panels.view.js';
import { panelsCompared } from './panels-compared.js';

const template = pageTemplate(import.meta.url, 'compare-panels.njk');
const words = loadWords(import.meta.url, 'compare-panels');

@Controller()
export class ComparePanelsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(comparePanelsPage)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const compared = await panelsCompared(this.service, who, sitting);
    if (compared === undefined) return throwRefusal(refuse('sitting-not-found'));
    const { comparison, said, asked } = compared;
    const people = await namesOfPeople(this.service, who, [
      ...comparison.sitsOnSeveral.map(({ person }) => person),
      ...said.filter(({ isOwn }) => isOwn).flatMap(({ reasons }) => reasons.map(({ author }) => author)),
    ]);
    const design = await designOf(this.service, asked.programme);
    const view = comparePanelsView(
      { ...compared, design, people, person: who.person, at: sitting },
      words[page.language],
    );
    return htmlReply(template, view, page);
  }
}
