import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { followActionPage, recommendActionPage } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { RecommendAction } from './recommend-action.command.js';
import { recommendActionForm } from './recommend-action.form.js';
import { recommendActionView } from './recommend-action.view.js';

const template = pageTemplate(import.meta.url, 'recommend-action.njk');
const words = loadWords(import.meta.url, 'recommend-action');

@Controller()
export class RecommendActionPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(recommendActionPage)
  @Allow('evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query()
    { period, sitting, story }: { readonly period?: string; readonly sitting?: string; readonly story?: string },
  ): Promise<PageAnswer> {
    const design = await this.#design(who, programme);
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    const form = recommendActionForm(design.periods.map(({ id }) => id));
    const state = form.filled({ period: text(period), sittings: text(sitting), stories: text(story) });
    return htmlReply(template, recommendActionView(design, state, words[page.language]), page);
  }

  @Send(recommendActionPage)
  @Allow('evaluator', 'facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const design = await this.#design(who, programme);
    const form = recommendActionForm(design.periods.map(({ id }) => id));
    const parsed = form.parse(body);
    if (!parsed.ok) return htmlReply(template, recommendActionView(design, parsed, words[language]), page);
    const { recommendation, period, stories, sittings } = parsed.values;
    const done = await this.commands.execute(
      new RecommendAction(context, programme, {
        ...{ recommendation, period },
        stories: listed(stories),
        sittings: listed(sittings),
      }),
    );
    if (isRefusal(done)) {
      const refused = form.refused(parsed.typed, done);
      return htmlReply(template, recommendActionView(design, refused, words[language]), page);
    }
    await this.service.views.reached(done.stream, done.version);
    return seeOther(followActionPage.to({ language, action: done.stream.slice('action/'.length) }));
  }

  async #design(who: SomeoneAsking, programme: string): Promise<ProgrammeDesign> {
    const known = await this.service.views.get(knownProgrammes, programme);
    if (known?.organisation !== who.organisation) return throwRefusal(refuse('report-programme-not-found'));
    evaluates(who, programme, ['evaluator', 'facilitator']);
    return known.design;
  }
}

/** References as people write them: with commas, semicolons or spaces between. */
const listed = (typed: string | undefined): readonly string[] =>
  (typed ?? '').split(/[\s,;]+/).filter((name) => name !== '');
