import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import type { PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import {
  codeSheetPage,
  contributorCodeSheetPage,
  replaceCodePage,
  replaceContributorCodePage,
} from '../../addresses.js';
import { keepers } from '../../stories/keepers.js';
import { codeOfContributor, codeOfTeller } from './code-to-replace.js';
import { ReplacingScreens } from './replacing-screens.js';

/** A code that was lost, of a story's teller or of one of those in it: two persons replace it. */
@Controller()
export class ReplaceCodePage {
  readonly #screens: ReplacingScreens;

  constructor(
    commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {
    this.#screens = new ReplacingScreens(commands, service);
  }

  @Page(replaceCodePage)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#screens.show(page, who, await codeOfTeller(this.service, who, story));
  }

  @Send(replaceCodePage)
  @Allow(...keepers)
  async act(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#screens.act(page, who, context, await codeOfTeller(this.service, who, story), body);
  }

  @Page(codeSheetPage)
  @Allow(...keepers)
  async sheet(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Req() { protocol, host }: FastifyRequest,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#screens.sheet(page, who, `${protocol}://${host}`, await codeOfTeller(this.service, who, story));
  }

  @Page(replaceContributorCodePage)
  @Allow(...keepers)
  async showOfOne(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('contributor') contributor: string,
  ): Promise<PageAnswer> {
    return this.#screens.show(page, who, await codeOfContributor(this.service, who, story, contributor));
  }

  @Send(replaceContributorCodePage)
  @Allow(...keepers)
  async actOfOne(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('contributor') contributor: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const whose = await codeOfContributor(this.service, who, story, contributor);
    return this.#screens.act(page, who, context, whose, body);
  }

  @Page(contributorCodeSheetPage)
  @Allow(...keepers)
  async sheetOfOne(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Req() { protocol, host }: FastifyRequest,
    @Param('story') story: string,
    @Param('contributor') contributor: string,
  ): Promise<PageAnswer> {
    const whose = await codeOfContributor(this.service, who, story, contributor);
    return this.#screens.sheet(page, who, `${protocol}://${host}`, whose);
  }
}
