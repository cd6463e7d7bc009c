import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsNumber, IsString, MaxLength } from 'class-validator';

import { Allow, AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { storyNumberRemovalApi, storyNumbersApi, theLikeApi } from '../../addresses.js';
import { SayTheLike } from '../say-the-like/say-the-like.command.js';
import { numbersOf, storyToQuantify, type NumbersShown } from './numbers-of-story.js';
import { NoteNumber, TakeOutNumber } from './quantify-story.command.js';

export class StoryNumberDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  what!: string;

  @IsNumber()
  value!: number;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  unit!: string;
}

export class TheLikeDto {
  @IsBoolean()
  happened!: boolean;
}

@ApiTags('quantification')
@Controller()
export class QuantificationApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Numbers in a story, and how many said that the like happened to them; null where too few did. */
  @Get(storyNumbersApi.pattern)
  @Allow('evaluator', 'administrator')
  async see(@SignedIn() who: SomeoneAsking, @Param('story') id: string): Promise<NumbersShown> {
    const story = orThrow(await storyToQuantify(this.service, who, id));
    return numbersOf(this.service, who, story.id);
  }

  @Post(storyNumbersApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'administrator')
  async note(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') id: string,
    @Body() { what, value, unit }: StoryNumberDto,
  ): Promise<{ readonly version: number }> {
    const story = orThrow(await storyToQuantify(this.service, who, id));
    const done = await this.commands.execute(new NoteNumber(context, story, { what, value, unit }));
    return { version: orThrow(done).version };
  }

  @Post(storyNumberRemovalApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'administrator')
  async takeOut(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') id: string,
    @Param('number') number: string,
  ): Promise<{ readonly version: number }> {
    const story = orThrow(await storyToQuantify(this.service, who, id));
    return { version: orThrow(await this.commands.execute(new TakeOutNumber(context, story, number))).version };
  }

  /** Whether the like happened to whoever asks, who has heard the story at a sitting that has closed. */
  @Post(theLikeApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async say(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() { happened }: TheLikeDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new SayTheLike(context, who, story, happened))).version };
  }
}
