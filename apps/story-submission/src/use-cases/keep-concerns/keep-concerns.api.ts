import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';

import { Allow, AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import {
  concernApi,
  concernOutcomeApi,
  concernOwnerApi,
  concernsApi,
  concernStoryApi,
  raiseConcernApi,
} from '../../addresses.js';
import type { ConcernEvent } from '../../domain/concern/concern.js';
import type { ConcernDocument } from '../../read-models/concerns/concerns.js';
import { concernsOf, textsOf } from './concerns-seen.js';
import { CloseConcern, RaiseConcern, TakeConcern } from './keep-concerns.command.js';
import { LetStoryGo } from './keep-story-back.js';
import { CloseConcernDto, LetStoryGoDto, RaiseConcernDto } from './keep-concerns.dto.js';
import { concernKept, mayRaise, programmeKept, storyOfConcern } from '../../stories/who-keeps-concerns.js';

const mostOnAPage = 100;

@ApiTags('concerns')
@Controller()
export class KeepConcernsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(raiseConcernApi.pattern)
  @Allow(...mayRaise, 'panel-member')
  async raise(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { said, about }: RaiseConcernDto,
  ): Promise<{ readonly concern: string }> {
    const { document, by } = await storyOfConcern(this.service, who, story);
    const done = await this.#done(
      await this.commands.execute(new RaiseConcern(context, document.programme, story, said, about, by)),
    );
    return { concern: done.stream.slice('concern/'.length) };
  }

  /** For the safeguarding lead and the deputy of the programme alone: to others it is not there. */
  @Get(concernsApi.pattern)
  @AllowSignedIn()
  @ApiQuery({ name: 'after', required: false, type: String })
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Query('after') after?: string) {
    const design = await programmeKept(this.service, who, programme);
    const found = await concernsOf(this.service, who, design, { after, limit: mostOnAPage });
    const items = found.items.map(factsOf);
    return { items, next: found.next ?? null };
  }

  @Get(concernApi.pattern)
  @AllowSignedIn()
  async see(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Param('concern') concern: string) {
    const found = await concernKept(this.service, who, programme, concern);
    const facts = factsOf(found);
    const texts = await textsOf(this.service, who, found);
    return 'because' in texts ? { ...facts, withheld: texts.because } : { ...facts, ...texts };
  }

  @Post(concernOwnerApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async take(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
  ): Promise<{ readonly version: number }> {
    await concernKept(this.service, who, programme, concern);
    const { version } = await this.#done(await this.commands.execute(new TakeConcern(context, concern)));
    return { version };
  }

  @Post(concernOutcomeApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async close(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
    @Body() { outcome, note }: CloseConcernDto,
  ): Promise<{ readonly version: number }> {
    const { story } = await concernKept(this.service, who, programme, concern);
    const closing = new CloseConcern(context, concern, story, outcome, note);
    const { version } = await this.#done(await this.commands.execute(closing));
    return { version };
  }

  /** The decision about a story that a concern about somebody at work keeps from panels. */
  @Post(concernStoryApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async letGo(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('concern') concern: string,
    @Body() { keptFrom }: LetStoryGoDto,
  ): Promise<{ readonly version: number }> {
    const { story } = await concernKept(this.service, who, programme, concern);
    const done = orThrow(await this.commands.execute(new LetStoryGo(context, concern, story, keptFrom)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }

  async #done(answer: Executed<ConcernEvent> | Refusal): Promise<Executed<ConcernEvent>> {
    const done = orThrow(answer);
    await this.service.views.reached(done.stream, done.version);
    return done;
  }
}

/** What of it is no text; whether it is closed stands in its state. */
const factsOf = ({ said: _said, note: _note, organisation: _, isClosed: _isClosed, ...facts }: ConcernDocument) =>
  facts;
