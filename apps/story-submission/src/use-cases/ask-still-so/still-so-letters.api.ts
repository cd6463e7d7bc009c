import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { stillSoLettersApi, stillSoPostingApi } from '../../addresses.js';
import { lettersToPost, posters, programmeOfLetters, storyOfLetter } from '../../over-time/letters-to-post.js';
import { ActOnStillSo } from './still-so.command.js';

@ApiTags('stories')
@Controller()
export class StillSoLettersApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Whose day has come and who chose a letter. Addresses are opened on the page of one letter alone. */
  @Get(stillSoLettersApi.pattern)
  @Allow(...posters)
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string) {
    const design = await programmeOfLetters(this.service, who, programme);
    const letters = await lettersToPost(this.service, design);
    return { items: letters.map(({ story: { id, reference }, months }) => ({ story: id, reference, months })) };
  }

  @Post(stillSoPostingApi.pattern)
  @HttpCode(200)
  @Allow(...posters)
  async posted(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
  ): Promise<{ readonly version: number }> {
    const story = await storyOfLetter(this.service, who, id);
    const done = orThrow(await this.commands.execute(new ActOnStillSo(context, story, { kind: 'posted' })));
    return { version: done.version };
  }
}
