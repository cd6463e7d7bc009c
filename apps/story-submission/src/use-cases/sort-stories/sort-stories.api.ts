import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyMovesApi } from '../../addresses.js';
import { mostMovedAtOnce, moveEach, programmeToSort } from './stories-to-sort.js';

export class MoveStoriesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostMovedAtOnce)
  @IsString({ each: true })
  stories!: string[];

  /** Null or left out: into none. */
  @ApiProperty({ type: String, nullable: true, required: false })
  @IsOptional()
  @IsString()
  domain?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string;
}

@ApiTags('stories')
@Controller()
export class SortStoriesApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** One that cannot be moved does not stop the others: it is among the refused, with why. */
  @Post(storyMovesApi.pattern)
  @HttpCode(200)
  @Allow('evaluator')
  async move(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { stories, domain, why }: MoveStoriesDto,
  ) {
    const design = await programmeToSort(this.service, who, programme);
    const { moved, refused } = await moveEach(this.service, this.commands, context, design, {
      ...{ stories, domain: domain ?? null, why: why ?? null },
    });
    return { moved, refused: refused.map(({ story, refusal: { refusal } }) => ({ story, refusal })) };
  }
}
