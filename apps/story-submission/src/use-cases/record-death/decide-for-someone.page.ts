import { Body, Controller, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { decideForSomeone } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { DecideAfterDeath } from './decide-after-death.command.js';

const template = pageTemplate(import.meta.url, 'decide-for-someone.njk');
const allWords = loadWords(import.meta.url, 'decide-for-someone');
const decisions = ['go-on', 'stop'] as const;
const form = defineForm({
  code: text({ required: 'code-missing', limit: { characters: 100, words: 'code-too-long' } }),
  decision: choice({ options: decisions, required: 'decision-missing' }),
});

/** Shows nothing of any story: whoever was named decides about it without reading it. */
@Controller()
export class DecideForSomeonePage {
  constructor(private readonly commands: CommandBus) {}

  @Page(decideForSomeone)
  @Open('whoever a teller named decides here with a code')
  show(@CurrentPage() page: PageContext, @Query('decided') decided?: string): PageAnswer {
    return this.#answer(page, form.empty, decided === 'yes');
  }

  @Send(decideForSomeone)
  @Open('the person a teller named, by the code they were sent')
  async decide(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, parsed, false);
    const { code, decision } = parsed.values;
    const done = await this.commands.execute(new DecideAfterDeath(context, code, decision));
    if (isRefusal(done)) return this.#answer(page, form.refused(parsed.typed, done), false);
    return seeOther(decideForSomeone.to({ language: page.language }, { decided: 'yes' }));
  }

  #answer(page: PageContext, state: FormState, isDecided: boolean): PageAnswer {
    const words = allWords[page.language];
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const view = {
      ...{ title: words('title'), errors, heading: words('heading') },
      decided: isDecided ? words('decided') : '',
      explanation: [words('explanation'), words('not-shown'), words('once')],
      code: macroParams({
        ...fields.code,
        label: { text: words('code'), size: 'm' },
        hint: { text: words('code-hint') },
        autocomplete: 'off',
        spellcheck: false,
      }),
      decision: macroParams({
        ...fields.decision,
        fieldset: { legend: { text: words('decision'), size: 'm' } },
        items: decisions.map((value) => ({ value, text: words(`decision-${value}`) })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
