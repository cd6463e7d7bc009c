import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { approvePackPage, seeApprovalPack } from '../../addresses.js';
import { undecidedOf } from '../../domain/programme/undecided.js';
import { programmeDesignErrors } from '../../errors.js';
import { tellOn } from '../../outcome-told.js';
import { mayApprove, programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { ApprovePack } from './approve-pack.command.js';

const template = pageTemplate(import.meta.url, 'approve-pack.njk');
const allWords = loadWords(import.meta.url, 'approve-pack');

const approveForm = defineForm({
  capacity: text({ required: 'capacity-missing', limit: { characters: 200, words: 'text-too-long' } }),
  remark: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
  read: choices({ options: ['yes'], required: 'read-missing' }),
});

@Controller()
export class ApprovePackPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(approvePackPage)
  @Allow('administrator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, programme, approveForm.empty, undefined);
  }

  @Send(approvePackPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await this.#programme(who, programme);
    const parsed = approveForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, programme, parsed, body);
    const { capacity, remark = null } = parsed.values;
    const done = await this.commands.execute(new ApprovePack(context, programme, capacity, remark));
    if (isRefusal(done)) return this.#form(page, who, programme, approveForm.refused(parsed.typed, done), body);
    return tellOn(this.service, done, { language: page.language, programme }, 'pack-approved');
  }

  async #programme(who: SomeoneAsking, programme: string) {
    const found = await programmeToChange(this.queries, who, programme);
    return mayApprove(who, found) ? found : throwRefusal(refuse('not-allowed'));
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    programme: string,
    state: FormState,
    body: unknown,
  ): Promise<PageAnswer> {
    const { design, version } = await this.#programme(who, programme);
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(approveForm, state, words, programmeDesignErrors);
    const { values, ...read } = fields.read;
    const undecided = undecidedOf(design).length;
    const pack = { text: words('pack'), href: seeApprovalPack.to({ language, programme }) };
    const view = {
      title: words('heading'),
      backLink: pack.href,
      errors,
      programme: design.name[language],
      heading: words('heading'),
      explanation: words('explanation', { version: String(version) }),
      undecided: undecided === 0 ? words('nothing-undecided') : words('undecided', { n: undecided }),
      pack,
      version: versionShown(body, state, version, language),
      capacity: macroParams({
        ...fields.capacity,
        label: { text: words('capacity'), size: 'm' },
        hint: { text: words('capacity-hint') },
      }),
      remark: macroParams({
        ...fields.remark,
        label: { text: words('remark'), size: 'm' },
        hint: { text: words('remark-hint') },
        rows: 3,
      }),
      read: macroParams({
        ...read,
        fieldset: { legend: { text: words('read'), classes: 'nhsuk-u-visually-hidden' } },
        items: [{ value: 'yes', text: words('read-yes'), checked: values.includes('yes') }],
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
