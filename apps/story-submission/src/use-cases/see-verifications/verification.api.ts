import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, AllowSignedIn, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import {
  toCheckActApi,
  toCheckApi,
  toCheckStoryApi,
  verificationApi,
  verificationReleaseApi,
  verificationsApi,
  yourFindingActApi,
  yourFindingApi,
} from '../../addresses.js';
import { notesRead } from '../../checking/notes-read.js';
import { findings, type Finding } from '../../domain/verification/events.js';
import { verifications } from '../../read-models/verifications/verifications.js';
import { AssignVerifier, ReleaseFinding, storyToCheck } from '../assign-verifier/assign-verifier.command.js';
import { CheckStory, type VerifiersAct } from '../check-story/check-story.command.js';
import { SeeStoryToCheck } from '../check-story/check-story.query.js';
import { AnswerVerification, type TellersAct } from '../see-finding/see-finding.command.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { programmesCheckedBy, SeeVerifications, toCheckBy } from './see-verifications.query.js';

export class AssignVerifierDto {
  @IsString()
  @IsNotEmpty()
  verifier!: string;
}

/** One of four acts; each has its own fields. */
export class VerifiersActDto {
  @IsIn(['hand-back', 'propose-asking', 'agreement', 'finding'])
  kind!: VerifiersAct['kind'];

  @IsOptional()
  @IsIn(['involved', 'cannot'])
  because?: 'involved' | 'cannot';

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  asked?: string;

  @IsOptional()
  @IsBoolean()
  agrees?: boolean;

  @IsOptional()
  @IsIn(findings)
  finding?: Finding;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  note?: string;

  @IsOptional()
  @IsBoolean()
  askedOthers?: boolean;
}

export class TellersActDto {
  @IsIn(['see', 'agreement', 'add'])
  kind!: TellersAct['kind'];

  @IsOptional()
  @IsBoolean()
  agrees?: boolean;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  words?: string;
}

const given = <Value>(value: Value | undefined, field: string): Value =>
  value ?? throwRefusal(refuse('missing-field', field));

const mostOnAPage = 100;

@ApiTags('verification')
@Controller()
export class VerificationApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What is to be checked in a programme and what was, with how many of those chosen at level 2 and above. */
  @Get(verificationsApi.pattern)
  @Allow('evaluator', 'administrator')
  @ApiQuery({ name: 'after', required: false, type: String })
  async list(@SignedIn() who: SomeoneAsking, @Query('programme') programme = '', @Query('after') after?: string) {
    const designs = await programmesCheckedBy(this.service, who);
    if (!designs.some(({ id }) => id === programme)) {
      return throwRefusal(refuse('story-programme-unknown', 'programme'));
    }
    const asked = { after, limit: mostOnAPage };
    const found = await this.queries.execute(new SeeVerifications(who.organisation, programme, asked));
    return { ...found, next: found.next ?? null };
  }

  /** One story’s checking; what was found only once its teller could see it first. */
  @Get(verificationApi.pattern)
  @Allow('evaluator', 'administrator')
  async see(@SignedIn() who: SomeoneAsking, @Param('story') id: string) {
    orThrow(await storyToCheck(this.service, who, id));
    const known = await this.service.views.get(verifications, id);
    if (known === undefined) return { state: 'not-assigned' as const };
    const { state, verifier, assignedAt, version, check } = known;
    const facts = { state, verifier, assignedAt, version };
    if (state !== 'shown' || check.found === null) return facts;
    const { finding, askedOthers, storyVersion, at } = check.found;
    const { note, added } = await notesRead(this.service, who, 'evaluator', check);
    return { ...facts, found: { finding, askedOthers, storyVersion, at, note }, added };
  }

  @Post(verificationApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'administrator')
  async assign(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() { verifier }: AssignVerifierDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new AssignVerifier(context, who, story, verifier))).version };
  }

  @Post(verificationReleaseApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'administrator')
  async release(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new ReleaseFinding(context, who, story))).version };
  }

  /** Given to whoever asks, and not done yet. */
  @Get(toCheckApi.pattern)
  @AllowSignedIn()
  async mine(@SignedIn() who: SomeoneAsking) {
    const items = await toCheckBy(this.service, who);
    return {
      items: items.map(({ id: story, assignedAt, check }) => ({
        story,
        assignedAt,
        reference: check.assigned.reference,
      })),
    };
  }

  @Get(toCheckStoryApi.pattern)
  @AllowSignedIn()
  async toCheck(@SignedIn() who: SomeoneAsking, @Param('story') id: string) {
    const seen = orThrow(await this.queries.execute(new SeeStoryToCheck(who, id)));
    const { story, verification, text, consent, notes, hasMedia } = seen;
    const { state, check, version } = verification;
    return {
      ...{ story: story.id, reference: story.reference, language: story.language, state, version },
      ...{ text, consent, ...notes },
      agrees: check.asking?.agrees ?? null,
      hasMedia,
    };
  }

  @Post(toCheckActApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async act(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: VerifiersActDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new CheckStory(context, who, story, verifiersAct(body)));
    return { version: orThrow(done).version };
  }

  @Get(yourFindingApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async ofTeller(@Headers('x-newid-code') code = '') {
    const story = await storyOpened(this.service, code);
    const check = (await this.service.views.get(verifications, story.id))?.check;
    if (check === undefined) return { state: 'not-assigned' as const };
    const reader = { person: story.teller, organisation: story.organisation };
    const { asked, note, added } = await notesRead(this.service, reader, 'teller', check);
    const { state, asking, found, isSeenByTeller } = check;
    return {
      ...{ state, isSeen: isSeenByTeller, added },
      asking: asking === null ? null : { asked, agrees: asking.agrees },
      found: found === null || !isSeenByTeller ? null : { finding: found.finding, at: found.at, note },
    };
  }

  @Post(yourFindingActApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async tellerActs(
    @Command() context: CommandContext,
    @Body() body: TellersActDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const story = await storyOpened(this.service, code);
    const done = await this.commands.execute(new AnswerVerification(context, story, tellersAct(body)));
    return { version: orThrow(done).version };
  }
}

function verifiersAct(body: VerifiersActDto): VerifiersAct {
  switch (body.kind) {
    case 'hand-back':
      return { kind: 'hand-back', because: given(body.because, 'because') };
    case 'propose-asking':
      return { kind: 'propose-asking', asked: given(body.asked, 'asked') };
    case 'agreement':
      return { kind: 'agreement', agrees: given(body.agrees, 'agrees') };
    case 'finding': {
      const { askedOthers = false } = body;
      return { kind: 'finding', finding: given(body.finding, 'finding'), note: given(body.note, 'note'), askedOthers };
    }
  }
}

function tellersAct({ kind, agrees, words }: TellersActDto): TellersAct {
  switch (kind) {
    case 'see':
      return { kind };
    case 'agreement':
      return { kind, agrees: given(agrees, 'agrees') };
    case 'add':
      return { kind, words: given(words, 'words') };
  }
}
