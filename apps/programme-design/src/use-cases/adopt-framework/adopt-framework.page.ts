import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { seeFramework } from '#contracts/programme-design/addresses.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { TakesFile, UploadedFile } from '#service-kit/http/uploads.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { readFrameworkFile, type FrameworkRead } from '../../domain/framework/read-framework.js';
import { mayChange, programmeToChange } from '../../programme-to-change.js';
import { SeeProgramme } from '../see-programme/see-programme.query.js';
import { frameworkOf } from '../see-framework/see-framework.query.js';
import { AdoptFramework } from './adopt-framework.command.js';
import { adoptFrameworkForm } from './adopt-framework.form.js';
import { adoptFrameworkView } from './adopt-framework.view.js';
import { shippedFramework } from './shipped-frameworks.js';

const template = pageTemplate(import.meta.url, 'adopt-framework.njk');
const words = loadWords(import.meta.url, 'adopt-framework');
const faultsShown = 20;

@Controller()
export class AdoptFrameworkPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeFramework)
  @Allow('administrator', 'evaluator', 'facilitator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    return this.#page(page, who, programme, adoptFrameworkForm.empty, done === 'adopted');
  }

  @Send(seeFramework)
  @TakesFile()
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = adoptFrameworkForm.parse(body);
    if (!parsed.ok) return this.#page(page, who, programme, parsed, false);
    const refused = (refusals: readonly Refusal[]): Promise<PageAnswer> => {
      // Each fault of a row is told at the file it stands in.
      const atFile = refusals.slice(0, faultsShown).map((refusal) => ({ ...refusal, field: 'file' }));
      return this.#page(page, who, programme, adoptFrameworkForm.refused(parsed.typed, ...atFile), false);
    };
    const read =
      parsed.values.from === 'shipped' ? readFrameworkFile(shippedFramework('lived-experience')) : sent(body);
    if (read === undefined) return refused([refuse('framework-file-missing')]);
    if ('refusals' in read) return refused(read.refusals);
    const done = await this.commands.execute(new AdoptFramework(context, programme, read.name, read.themes));
    if (isRefusal(done)) return refused([done]);
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeFramework.to({ language: page.language, programme }, { done: 'adopted' }));
  }

  async #page(
    page: PageContext,
    who: SomeoneAsking,
    programme: string,
    state: FormState,
    isDone: boolean,
  ): Promise<PageAnswer> {
    const found = orThrow(await this.queries.execute(new SeeProgramme(who.organisation, programme)));
    const framework = await frameworkOf(this.service, programme);
    const shown = { design: found.design, framework, mayAdopt: mayChange(who, found), state, isDone };
    return htmlReply(template, adoptFrameworkView(shown, words[page.language]), page);
  }
}

function sent(body: unknown): FrameworkRead | undefined {
  const file: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'file') : undefined;
  return file instanceof UploadedFile && file.bytes.length > 0
    ? readFrameworkFile(file.bytes.toString('utf8'))
    : undefined;
}
