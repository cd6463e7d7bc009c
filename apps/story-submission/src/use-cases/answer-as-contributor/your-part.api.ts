import { Body, Controller, Get, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayUnique, IsArray, IsIn, IsInt, IsObject, IsOptional, Min, ValidateNested } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Open } from '#access/allow.js';
import { consentUses, type ConsentUse } from '#contracts/shared/consent.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { answerPartApi, takePartBackApi, yourPartApi } from '../../addresses.js';
import { exclusionsOf, leavingOut } from '../../readers/leaving-out.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { consentTold } from '../../consent/consent-told.js';
import { AudiencesDto, LeaveOutDto } from '../../consent/consent.dto.js';
import { CheckLeftOut } from '../leave-out-readers/leave-out-readers.command.js';
import { AnswerAsContributor, TakeBackAsContributor } from './answer-as-contributor.command.js';
import { contributorByCode } from '../../telling-together/contributor-by-code.js';
import { yourPart } from './your-part.js';

export class AnswerPartDto {
  /** The version that was read: only a yes to the words that stand there counts. */
  @IsInt()
  @Min(1)
  storyVersion!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => AudiencesDto)
  audiences!: AudiencesDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LeaveOutDto)
  leaveOut?: LeaveOutDto;

  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(consentUses, { each: true })
  uses?: ConsentUse[];

  @IsIn(['en', 'cy'])
  consentLanguage!: 'en' | 'cy';
}

const byCode = 'somebody in a story, by code (header x-newid-code)';

@ApiTags('stories')
@ApiHeader({ name: 'x-newid-code', required: true })
@Controller()
export class YourPartApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(yourPartApi.pattern)
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    const part = await this.#part(code);
    const { state, document, you, name, text, audiences, othersAwaited, hasSomeoneTakenBack, isAnsweredNow } = part;
    return {
      reference: document.reference,
      programme: document.programme,
      part: you.part,
      storyVersion: state.storyVersion,
      state: document.state,
      name,
      ...{ text, audiences, othersAwaited, hasSomeoneTakenBack, isAnsweredNow },
      tookBackAt: you.tookBackAt,
      answer:
        you.answer === null
          ? null
          : { storyVersion: you.answer.storyVersion, consent: consentTold(you.answer.consent) },
    };
  }

  @Post(answerPartApi.pattern)
  @HttpCode(200)
  @Open(byCode)
  async say(
    @Command() context: CommandContext,
    @Body() { storyVersion, audiences, leaveOut, uses, consentLanguage }: AnswerPartDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { known, design } = await this.#part(code);
    const consent = {
      audiences: audiencesOf(audiences),
      exclusions: await exclusionsOf(this.service, design, leavingOut(leaveOut)),
      uses: uses ?? [],
      wordingVersion: design.consentWording.version,
      language: consentLanguage,
      answeredAt: context.at,
      how: 'own' as const,
    };
    const within = { ...context, organisation: known.organisation };
    const command = new AnswerAsContributor(within, known.story, known.id, storyVersion, consent);
    const done = orThrow(await this.commands.execute(command));
    await this.commands.execute(new CheckLeftOut(within, known.story, leavingOut(leaveOut).people, known.id));
    return answerVersion(this.service, reply, done);
  }

  @Post(takePartBackApi.pattern)
  @HttpCode(200)
  @Open(byCode)
  async takeBack(
    @Command() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { known } = await this.#part(code);
    const within = { ...context, organisation: known.organisation };
    const done = await this.commands.execute(new TakeBackAsContributor(within, known.story, known.id));
    return answerVersion(this.service, reply, orThrow(done));
  }

  async #part(code: string) {
    const known = await contributorByCode(this.service, code);
    const part = known === undefined ? undefined : await yourPart(this.service, known);
    return part ?? throwRefusal(refuse('story-code-opens-nothing', 'code'));
  }
}
