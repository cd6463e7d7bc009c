import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seePeople, signInRulesPage } from '../../addresses.js';
import { rulesOf } from '../../rules-of-organisation.js';
import { SetSignInRules } from './set-sign-in-rules.command.js';

const template = pageTemplate(import.meta.url, 'set-sign-in-rules.njk');
const allWords = loadWords(import.meta.url, 'set-sign-in-rules');

const offered = ['administrator', 'evaluator', 'facilitator', 'panel-member', 'collector'] as const;
const signInRulesForm = defineForm({ secondStepFor: choices({ options: offered }) });

@Controller()
export class SetSignInRulesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(signInRulesPage)
  @Allow('administrator')
  async show(@CurrentPage() page: PageContext, @SignedIn() { organisation }: SomeoneAsking): Promise<PageAnswer> {
    const words = allWords[page.language];
    const { secondStepFor } = await rulesOf(this.service, organisation);
    const { fields } = showForm(signInRulesForm, signInRulesForm.filled({ secondStepFor }), words);
    const view = {
      title: words('heading'),
      backLink: seePeople.to({ language: page.language }),
      heading: words('heading'),
      explanation: words('explanation'),
      roles: macroParams({
        ...fields.secondStepFor,
        fieldset: { legend: { text: words('roles') } },
        items: offered.map((value) => ({
          value,
          text: words(`role-${value}`),
          checked: secondStepFor.includes(value),
        })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }

  @Send(signInRulesPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = signInRulesForm.parse(body);
    const secondStepFor = parsed.ok ? parsed.values.secondStepFor : [];
    orThrow(await this.commands.execute(new SetSignInRules(context, { secondStepFor })));
    return seeOther(seePeople.to({ language: page.language }));
  }
}
