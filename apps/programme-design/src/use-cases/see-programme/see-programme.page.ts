import { Controller, Param, Query } from '@nestjs/common';
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

import { seeProgramme } from '../../addresses.js';
import { outcomes } from '../../outcome-told.js';
import { mayChange } from '../../programme-to-change.js';
import { facilitatorsOf } from './facilitators.js';
import { SeeProgramme } from './see-programme.query.js';
import { seeProgrammeView } from './see-programme.view.js';

const template = pageTemplate(import.meta.url, 'see-programme.njk');
const words = loadWords(import.meta.url, 'see-programme');

@Controller()
export class SeeProgrammePage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeProgramme)
  @Allow('administrator', 'evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    const found = orThrow(await this.queries.execute(new SeeProgramme(who.organisation, programme)));
    const { lead, deputy } = found.design.safeguarding ?? {};
    const facilitators = await facilitatorsOf(this.service, found);
    const named = [lead, deputy, ...facilitators.map(({ person }) => person)].filter((person) => person !== undefined);
    const nameOf = await namesOfPeople(this.service, who, named);
    const told = outcomes.find((outcome) => outcome === done);
    return htmlReply(
      template,
      seeProgrammeView(found, { facilitators, nameOf }, mayChange(who, found), told, words[page.language]),
      page,
    );
  }
}
