import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import {
  contributorCodeApi,
  contributorsApi,
  storyApi,
  tellAsStaffApi,
  tellForGroupApi,
  versionWithoutApi,
  yourContributorsApi,
} from '../../addresses.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { AddContributors, OfferWithout, ReplaceContributorCode } from './add-contributors.command.js';
import { contributorsSeen } from './contributors-seen.js';
import { TellTogether, type WhoIsIn } from './tell-together.command.js';
import {
  AddContributorsDto,
  OfferWithoutDto,
  somebodyIn,
  TellAsStaffDto,
  TellForGroupDto,
  textOfBroughtIn,
} from './tell-together.dto.js';
import { bringers, programmeToBringInto, storyBroughtIn } from '../../telling-together/who-brings-in.js';

@ApiTags('stories')
@Controller()
export class TellTogetherApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** A story that several people told together. Each is given a code, shown here once, and answers for themselves. */
  @Post(tellForGroupApi.pattern)
  @Allow(...bringers)
  async forGroup(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() body: TellForGroupDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const people = body.contributors.map(somebodyIn);
    return this.#tell(context, who, programme, body, { kind: 'group', people }, reply);
  }

  /** A story that staff noticed: about somebody who says yes to it first, or told so that nobody can be recognised. */
  @Post(tellAsStaffApi.pattern)
  @Allow(...bringers)
  async asStaff(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() body: TellAsStaffDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { about, panels } = body;
    if ((about === undefined) === (panels === undefined)) return throwRefusal(refuse('staff-story-one-way', 'about'));
    const isIn: WhoIsIn =
      about === undefined
        ? { kind: 'nobody-recognisable', panels: panels ?? [] }
        : { kind: 'about', person: somebodyIn(about) };
    return this.#tell(context, who, programme, body, isIn, reply);
  }

  /** How many answers are awaited. Names only for whoever wrote them down. */
  @Get(contributorsApi.pattern)
  @Allow(...bringers)
  async list(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    return contributorsSeen(this.service, who, await storyBroughtIn(this.service, who, story));
  }

  /** For somebody who lost theirs: the code before opens nothing any more. */
  @Post(contributorCodeApi.pattern)
  @HttpCode(200)
  @Allow(...bringers)
  async replaceCode(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('contributor') contributor: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await storyBroughtIn(this.service, who, story);
    const { done, code } = orThrow(
      await this.commands.execute(new ReplaceContributorCode(context, story, contributor)),
    );
    const { version } = await answerVersion(this.service, reply, done);
    return { version, ...(code === undefined ? {} : { code }) };
  }

  /** Without those who took their part back: everybody left is asked whether they agree to it. */
  @Post(versionWithoutApi.pattern)
  @HttpCode(200)
  @Allow(...bringers)
  async offerWithout(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { narrative }: OfferWithoutDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const document = await storyBroughtIn(this.service, who, story);
    const done = orThrow(await this.commands.execute(new OfferWithout(context, document, narrative)));
    return answerVersion(this.service, reply, done);
  }

  /** Their teller says who told it with them: nobody reads it until each of them has answered. */
  @Post(yourContributorsApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async add(
    @Command() context: CommandContext,
    @Body() { contributors }: AddContributorsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ) {
    const story = await storyOpened(this.service, code);
    const within = { ...context, organisation: story.organisation };
    const command = new AddContributors(within, story, contributors.map(somebodyIn));
    const { done, codes } = orThrow(await this.commands.execute(command));
    const { version } = await answerVersion(this.service, reply, done);
    return { version, contributors: codes.map((given) => ({ contributor: given.contributor, code: given.code })) };
  }

  async #tell(
    context: CommandContext,
    who: SomeoneAsking,
    programme: string,
    body: TellForGroupDto | TellAsStaffDto,
    isIn: WhoIsIn,
    reply: FastifyReply,
  ) {
    await programmeToBringInto(this.service, who, programme);
    const { period, domain = null, language } = body;
    const shownIn = who.kind === 'person' ? who.language : 'en';
    const brought = { period, domain, language, text: textOfBroughtIn(body), shownIn, who: isIn };
    const told = orThrow(await this.commands.execute(new TellTogether(context, programme, brought)));
    const { version } = await answerVersion(this.service, reply, told.done);
    reply.header('location', storyApi.to({ story: told.story }));
    return {
      story: told.story,
      reference: told.reference,
      version,
      contributors: told.codes.map(({ contributor, code }) => ({ contributor, code })),
    };
  }
}
