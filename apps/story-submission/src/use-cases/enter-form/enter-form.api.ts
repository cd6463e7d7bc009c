import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { enterFormApi, storyApi } from '../../addresses.js';
import type { ContactGiven } from '../../domain/contact/contact.js';
import { paperUsers, programmeOnPaper } from '../../on-paper/who-uses-paper.js';
import { periodOf } from '../../stories/programme-for.js';
import { nothingTold } from '../../telling/circumstances-told.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { PaperStoryDto } from './paper-story.dto.js';
import { EnterForm } from './enter-form.command.js';

export class PaperContactDto {
  @IsIn(['mail', 'letter', 'page'])
  channel!: 'mail' | 'letter' | 'page';

  @IsOptional()
  @IsString()
  @Matches(/\S/)
  @MaxLength(1_000)
  address?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  safely?: string;
}

export class EnterFormDto extends PaperStoryDto {
  /** As it is printed: `3F9A-01BC`. Left out on a form without one: its teller then has no code. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  number?: string;

  /** `2026-01-31` */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  toldOn!: string;

  @IsOptional()
  @IsBoolean()
  isOldEnough?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PaperContactDto)
  contact?: PaperContactDto;
}

const contactIn = (contact: PaperContactDto | undefined, language: 'en' | 'cy'): ContactGiven | null => {
  if (contact === undefined) return null;
  const { channel, address, safely = null } = contact;
  if (channel === 'page' || address === undefined) return { channel: 'page', language };
  return { channel, language, contact: { address, safely } };
};

@ApiTags('stories')
@Controller()
export class EnterFormApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** A form as it was filled in and ticked. The code on its tear-off opens the story from now on. */
  @Post(enterFormApi.pattern)
  @Allow(...paperUsers)
  async enter(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() body: EnterFormDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const design = await programmeOnPaper(this.service, who, programme);
    const isWrittenByAnother = body.writtenBy !== undefined;
    const filled = {
      number: body.number ?? null,
      toldOn: body.toldOn,
      contact: contactIn(body.contact, body.consentLanguage),
      told: {
        domain: body.domain ?? null,
        language: body.language,
        route: isWrittenByAnother ? ('interview' as const) : ('own' as const),
        collector: isWrittenByAnother ? who.person : null,
        circumstances: { ...nothingTold, isOldEnough: body.isOldEnough ?? null },
        text: {
          title: body.title ?? null,
          narrative: body.narrative,
          whySignificant: body.whySignificant ?? null,
          place: body.place ?? null,
          tellerRole: null,
          collectorRole: body.relation ?? null,
          changeHappenedOn: body.changeHappenedOn ?? null,
          contentNotes: body.contentNotes ?? [],
          peopleAffected: body.peopleAffected ?? null,
          recommendation: body.recommendation ?? null,
          notes: null,
        },
        extra: body.extra ?? {},
        names: { teller: body.tellerName ?? null, collector: body.writtenBy ?? null },
        consent: {
          audiences: audiencesOf(body.audiences),
          exclusions: [],
          uses: body.uses ?? [],
          wordingVersion: body.wordingVersion,
          language: body.consentLanguage,
          answeredAt: `${body.toldOn}T12:00:00.000Z`,
          how: 'collector' as const,
        },
      },
    };
    const entered = await this.commands.execute(new EnterForm(context, design, periodOf(design, period).id, filled));
    const { done, story, reference } = orThrow(entered);
    reply.header('location', storyApi.to({ story }));
    return { story, reference, version: done.version };
  }
}
