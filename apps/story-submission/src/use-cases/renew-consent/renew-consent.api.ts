import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';

import { Allow, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { consentAudiences, consentUses, type ConsentAudience, type ConsentUse } from '#contracts/shared/consent.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { renewalPostingApi, renewalsApi, yourConsentAgainApi } from '../../addresses.js';
import { offeredAgain, waitsForAnswer } from '../../domain/over-time/renewal.js';
import { storyStream } from '../../domain/story/events.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import { posters, storyOfLetter } from '../../over-time/letters-to-post.js';
import { programmeOfKeeper } from '../../over-time/lost-code-found.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { AnswerRenewal, PostRenewal } from './renew-consent.command.js';
import { renewalsOf, watchers } from './renewals-found.js';

export class AnswerRenewalDto {
  /** Who may read it from now on; whoever is left out may not any more. */
  @IsArray()
  @ArrayUnique()
  @IsIn(consentAudiences, { each: true })
  audiences!: ConsentAudience[];

  /** Of those that were put off. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(consentUses, { each: true })
  uses?: ConsentUse[];
}

const mostOnAPage = 100;
const byCode = 'the teller by code (header x-newid-code)';

@ApiTags('consent')
@Controller()
export class RenewConsentApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Whether their consent is asked for again, why, and who can be chosen. */
  @Get(yourConsentAgainApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    const story = await storyOpened(this.service, code);
    const known = await overTimeOf(this.service, story.id);
    const standing = (await this.service.vault.consentOf(storyStream(story.id)))?.consent;
    const isAsked = story.state === 'active' && standing !== undefined && waitsForAnswer(known);
    return {
      isAsked,
      because: isAsked ? (known.putOff?.because ?? 'time') : null,
      audiences: isAsked ? offeredAgain(standing, known.putOff) : [],
      uses: isAsked ? (known.putOff?.uses ?? []) : [],
    };
  }

  @Put(yourConsentAgainApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async answer(
    @Command() context: CommandContext,
    @Body() { audiences, uses = [] }: AnswerRenewalDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const story = await storyOpened(this.service, code);
    const done = orThrow(await this.commands.execute(new AnswerRenewal(context, story, audiences, uses)));
    return { version: done.version };
  }

  /** The calendar: facts alone. */
  @Get(renewalsApi.pattern)
  @Allow(...watchers)
  @ApiQuery({ name: 'after', required: false, type: String })
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Query('after') after?: string) {
    const design = await programmeOfKeeper(this.service, who, programme, watchers);
    const { items, next } = await renewalsOf(this.service, design, { after, limit: mostOnAPage });
    return { items, next: next ?? null };
  }

  @Post(renewalPostingApi.pattern)
  @HttpCode(200)
  @Allow(...posters)
  async posted(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
  ): Promise<{ readonly version: number }> {
    const story = await storyOfLetter(this.service, who, id);
    return { version: orThrow(await this.commands.execute(new PostRenewal(context, story))).version };
  }
}
