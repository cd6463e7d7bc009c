import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, Open, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { stopContactApi, yourContactApi } from '../../addresses.js';
import { stories } from '../../read-models/stories/stories.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { ChooseContact, StopContact } from './choose-contact.command.js';
import { contactOf, ways } from '../../telling-back/contact-given.js';

export class ContactDto {
  /** `stop`: nobody writes to them, whatever was chosen before. */
  @IsIn(ways)
  way!: (typeof ways)[number];

  /** Of a mail or a letter. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  address?: string;

  @IsIn(['en', 'cy'])
  language!: 'en' | 'cy';

  @IsOptional()
  @IsString()
  @MaxLength(500)
  safely?: string;
}

@ApiTags('feedback')
@Controller()
export class ChooseContactApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(yourContactApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async choose(
    @Command() context: CommandContext,
    @Body() { way, address, language, safely }: ContactDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const story = await storyOpened(this.service, code);
    const given = contactOf({ way, mail: address, letter: address, language, safely }, language);
    if (given !== 'stop' && 'wrong' in given) return throwRefusal(refuse('contact-address-missing', 'address'));
    const command =
      given === 'stop' ? new StopContact(context, story, 'teller') : new ChooseContact(context, story, given);
    return { version: orThrow(await this.commands.execute(command)).version };
  }

  /** A teller has told somebody that nobody should write to them. */
  @Post(stopContactApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'administrator')
  async stop(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') id: string,
  ): Promise<{ readonly version: number }> {
    const story = await this.service.views.get(stories, id);
    if (story === undefined || !mayActOn(who, story, ['evaluator', 'administrator'])) {
      return throwRefusal(refuse('story-not-found', 'story'));
    }
    return { version: orThrow(await this.commands.execute(new StopContact(context, story, 'staff'))).version };
  }
}
