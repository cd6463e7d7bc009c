import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';

import { Asking, Open } from '#access/allow.js';
import { mayActOn, type Principal } from '#access/principal.js';
import { consentUses, type ConsentUse } from '#contracts/shared/consent.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { narrowConsentApi, withdrawStoryApi } from '../../addresses.js';
import { withdrawnBecause, type WithdrawnBecause } from '../../domain/story/events.js';
import { imports } from '../../read-models/imports/imports.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { LeaveOutReaders } from '../leave-out-readers/leave-out-readers.command.js';
import { leavingOut } from '../../readers/leaving-out.js';
import { findStory } from '../../stories/find-story.js';
import { assertCodeOpens } from '../../stories/story-by-code.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { AudiencesDto, LeaveOutDto } from '../../consent/consent.dto.js';
import { WithdrawStory } from './withdraw-story.command.js';

export class WithdrawStoryDto {
  /** Why staff do it; a teller needs no reason. */
  @IsOptional()
  @IsIn(withdrawnBecause)
  because?: WithdrawnBecause;
}

export class NarrowConsentDto {
  /** Left out: those that stand. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudiencesDto)
  audiences?: AudiencesDto;

  /** Of those that stand, the ones that may stay. Left out: all of them. */
  @IsOptional()
  @IsArray()
  @IsIn(consentUses, { each: true })
  uses?: ConsentUse[];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LeaveOutDto)
  leaveOut?: LeaveOutDto;
}

@ApiTags('stories')
@Controller()
export class WithdrawStoryApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(withdrawStoryApi.pattern)
  @HttpCode(200)
  @Open('the teller by code (header x-newid-code); staff by their role: checked in the handler')
  async withdraw(
    @Command() context: CommandContext,
    @Asking() who: Principal,
    @Param('story') story: string,
    @Body() { because }: WithdrawStoryDto,
    @Headers('x-newid-code') code?: string,
  ): Promise<{ readonly version: number }> {
    const document = await this.#mine(who, story, code);
    if (code === undefined && because === undefined) throwRefusal(refuse('missing-field', 'because'));
    const within = { ...context, organisation: document.organisation };
    const done = orThrow(await this.commands.execute(new WithdrawStory(within, story, because)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }

  @Post(narrowConsentApi.pattern)
  @HttpCode(200)
  @Open('the teller by code (header x-newid-code): checked in the handler')
  async narrow(
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() { audiences, leaveOut, uses }: NarrowConsentDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { organisation } = await assertCodeOpens(this.service, code, story);
    const within = { ...context, organisation };
    const agreed = audiences === undefined ? undefined : audiencesOf(audiences);
    const done = orThrow(
      await this.commands.execute(new LeaveOutReaders(within, story, leavingOut(leaveOut), agreed, uses)),
    );
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }

  async #mine(who: Principal, story: string, code: string | undefined): Promise<StoryDocument> {
    if (code !== undefined) return assertCodeOpens(this.service, code, story);
    const document = await findStory(this.service.views, story);
    if (document === undefined) return throwRefusal(refuse('story-not-found', 'story'));
    const { organisation, programme } = document;
    if (!mayActOn(who, { organisation, programme }, ['evaluator', 'administrator'])) {
      return throwRefusal(refuse(who.kind === 'anyone' ? 'sign-in-needed' : 'story-not-found'));
    }
    const running = document.import === null ? undefined : await this.service.views.get(imports, document.import);
    return running?.state === 'running' ? throwRefusal(refuse('import-still-running')) : document;
  }
}
