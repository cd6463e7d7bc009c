import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { TakesFile } from '#service-kit/http/uploads.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';

import { flipChartApi, flipChartRemovalApi, flipChartsApi } from '../../addresses.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { fileIn } from './file-in.js';
import { KeepFlipChart, TakeFlipChartAway } from './keep-flip-chart.command.js';
import { flipChartsSeen, photoFor } from '../../reading-meetings/photos-shown.js';

@ApiTags('flip charts')
@Controller()
export class FlipChartsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(flipChartsApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async see(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string) {
    const document = await sittingFor(this.service, who, sitting);
    return { items: await flipChartsSeen(this.service, who, document), next: null };
  }

  /** A JPEG, PNG or WebP of up to 10 MB, found by what is in it, with what stands on it in words. */
  @Post(flipChartsApi.pattern)
  @TakesFile()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['words', 'file'],
      properties: { words: { type: 'string', maxLength: 5000 }, file: { type: 'string', format: 'binary' } },
    },
  })
  @Allow('facilitator', 'panel-member')
  async add(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<{ readonly version: number }> {
    await sittingFor(this.service, who, sitting);
    const words = textIn(body, 'words').trim();
    if (words === '' || words.length > 5_000) return throwRefusal(refuse('missing-field', 'words'));
    const done = await this.commands.execute(new KeepFlipChart(context, sitting, fileIn(body), words));
    return { version: orThrow(done).version };
  }

  @Get(flipChartApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async photo(
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
    @Param('photo') photo: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { format, bytes } = await photoFor(this.service, who, sitting, photo);
    reply
      .header('content-type', format)
      // Nothing in it may run or ask for anything, whatever a browser takes it for.
      .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
      .header('content-disposition', 'attachment; filename="flip-chart"');
    return bytes;
  }

  @Post(flipChartRemovalApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async takeAway(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('photo') photo: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new TakeFlipChartAway(context, sitting, photo))).version };
  }
}
