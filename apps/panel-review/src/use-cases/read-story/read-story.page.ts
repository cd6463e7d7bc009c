import { Controller, Param, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { readStory } from '../../addresses.js';
import { textChosen } from '../../reading-meetings/chosen-text.js';
import { SeeStory } from '../see-story/see-story.query.js';
import { ReadStory } from './read-story.command.js';
import { readStoryView } from './read-story.view.js';

const template = pageTemplate(import.meta.url, 'read-story.njk');
const words = loadWords(import.meta.url, 'read-story');

@Controller()
export class ReadStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What the story holds is said first; its text comes when the member opens it, which is kept on record. */
  @Page(readStory)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Req() request: FastifyRequest,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeStory(who, sitting, story)));
    const by = seen.translations.read.map((each) => each.by);
    const reading = {
      chosen: textChosen(request),
      nameOf: await namesOfPeople(this.service, who, by),
      timeZone: await timeZoneOf(this.service, seen.sitting.state.opened.programme),
    };
    return htmlReply(template, readStoryView(seen, who.person, reading, words[page.language]), page);
  }

  @Send(readStory)
  @Allow('panel-member')
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new ReadStory(context, sitting, story)));
    return seeOther(readStory.to({ language, sitting, story }));
  }
}
