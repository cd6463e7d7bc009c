import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeAudit } from '../../addresses.js';
import { peopleNamed } from '../../people-named.js';
import { auditAskedOf } from './audit-asked.js';
import { SeeAudit } from './see-audit.query.js';
import { seeAuditView } from './see-audit.view.js';

const template = pageTemplate(import.meta.url, 'see-audit.njk');
const words = loadWords(import.meta.url, 'see-audit');

@Controller()
export class SeeAuditPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeAudit)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const { after, ...asked } = auditAskedOf(query);
    const seen = await this.queries.execute(new SeeAudit(who.organisation, asked, after));
    const names = await this.#names(who);
    return htmlReply(template, seeAuditView(asked, seen, names, words[page.language]), page);
  }

  /** Names are opened for the page; the audit itself holds ids. */
  async #names(reader: SomeoneAsking): Promise<ReadonlyMap<string, string>> {
    const named = await peopleNamed(this.service, reader);
    return new Map(named.flatMap(({ id, isCalled }) => (isCalled === null ? [] : [[id, isCalled] as const])));
  }
}
