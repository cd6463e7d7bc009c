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

import { seeApprovalPack } from '../../addresses.js';
import { mayApprove, programmeToChange } from '../../programme-to-change.js';
import { SeeApprovalPack } from './see-approval-pack.query.js';
import { seeApprovalPackView } from './see-approval-pack.view.js';

const template = pageTemplate(import.meta.url, 'see-approval-pack.njk');
const words = loadWords(import.meta.url, 'see-approval-pack');

@Controller()
export class SeeApprovalPackPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeApprovalPack)
  @Allow('administrator', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const seen = orThrow(await this.queries.execute(new SeeApprovalPack(who.organisation, programme)));
    const by = [...seen.approvals, ...seen.since].map((each) => each.by);
    const asked = {
      names: await namesOfPeople(this.service, who, by),
      mayApprove: mayApprove(who, seen.programme),
      now: this.service.clock.now(),
    };
    return htmlReply(template, seeApprovalPackView(seen, asked, words[page.language]), page);
  }
}
