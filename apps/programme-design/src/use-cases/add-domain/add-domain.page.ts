import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { loadWords } from '#web/words/words.js';

import { addDomainPage } from '../../addresses.js';
import { domainTemplate } from '../../asking-about-domains/domain-asked.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { AddDomain } from './add-domain.command.js';
import { addDomainForm } from './add-domain.form.js';
import { addDomainView } from './add-domain.view.js';

const words = loadWords(import.meta.url, 'add-domain');

@Controller()
export class AddDomainPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(addDomainPage)
  @Allow('administrator', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    return htmlReply(domainTemplate, addDomainView(found, addDomainForm.empty, words[page.language]), page);
  }

  @Send(addDomainPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await programmeToChange(this.queries, who, programme);
    const parsed = addDomainForm.parse(body);
    if (!parsed.ok) return htmlReply(domainTemplate, addDomainView(found, parsed, words[language]), page);
    const { values } = parsed;
    const domain = {
      kind: values.kind,
      name: { en: values['name.en'], cy: values['name.cy'] },
      description: { en: values['description.en'] ?? '', cy: values['description.cy'] ?? '' },
    };
    const done = await this.commands.execute(new AddDomain(context, programme, domain, values.why ?? null));
    if (!isRefusal(done)) return tellOn(this.service, done, { language, programme }, 'domain-added');
    const refused = addDomainForm.refused(parsed.typed, done);
    return htmlReply(domainTemplate, addDomainView(found, refused, words[language]), page);
  }
}
