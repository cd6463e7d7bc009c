import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { receiveFromElsewhereApi, receiveStoriesApi } from '../../addresses.js';
import { receiveStories } from '../../domain/sitting/decide.js';
import type { From, ReasonOnRecord, ReceivedStory } from '../../domain/sitting/events.js';
import { passedUpStories, sittings, type SittingDocument } from '../../read-models/sittings/sittings.js';
import { stories } from '../../read-models/stories/stories.js';
import { ChangeSitting } from '../change-sitting/change-sitting.command.js';
import { sealReason } from '../change-sitting/seal-reason.js';

export class ReceiveStoriesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  stories!: string[];
}

export class ReceiveFromElsewhereDto {
  @IsString()
  story!: string;

  @Length(1, 5_000)
  reason!: string;
}

@ApiTags('sittings')
@Controller()
export class ReceiveStoriesApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Stories of the period, or passed up to this panel with all that was said of them. */
  @Post(receiveStoriesApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async receive(
    @Command() context: CommandContext,
    @Param('sitting') id: string,
    @Body() { stories: asked }: ReceiveStoriesDto,
  ): Promise<{ readonly version: number }> {
    const sitting = await this.#sitting(context, id);
    const { programme, panel, level } = sitting.state.opened;
    const received: ReceivedStory[] = [];
    for (const [index, story] of asked.entries()) {
      const { documents } = await this.service.views.find(passedUpStories, {
        index: 'byPanel',
        equals: { programme, toPanel: panel, period: sitting.period, story },
      });
      const from = documents[0];
      if (from === undefined && level > 1) throwRefusal(refuse('story-not-passed-up', `stories.${String(index)}`));
      received.push(await this.#story(sitting, story, `stories.${String(index)}`, from?.sitting));
    }
    return this.#change(context, id, received);
  }

  /** From a sitting that is not in here: with the reason it came with. */
  @Post(receiveFromElsewhereApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async receiveFromElsewhere(
    @Command() context: CommandContext,
    @Param('sitting') id: string,
    @Body() { story, reason }: ReceiveFromElsewhereDto,
  ): Promise<{ readonly version: number }> {
    const sitting = await this.#sitting(context, id);
    const base = await this.#story(sitting, story, 'story', undefined);
    const given = { kind: 'from-below' as const, text: reason, stories: [story], author: context.actor };
    const sealed = await sealReason(this.service, context, sitting.state.opened, given);
    return this.#change(context, id, [{ ...base, from: { kind: 'elsewhere' }, reasons: [sealed] }]);
  }

  async #change(
    context: CommandContext,
    id: string,
    received: readonly ReceivedStory[],
  ): Promise<{ readonly version: number }> {
    const by = { actor: context.actor, organisation: context.organisation };
    const done = orThrow(
      await this.commands.execute(new ChangeSitting(context, id, (state) => receiveStories(state, by, received))),
    );
    return { version: done.version };
  }

  async #sitting({ organisation }: CommandContext, id: string): Promise<SittingDocument> {
    const found = await this.service.views.get(sittings, id);
    return found?.organisation === organisation ? found : throwRefusal(refuse('sitting-not-found'));
  }

  async #story(sitting: SittingDocument, id: string, field: string, below: string | undefined): Promise<ReceivedStory> {
    const known = await this.service.views.get(stories, id);
    const { programme, period, domain } = sitting.state.opened;
    const isOfThis =
      known?.programme === programme && known.period === period && (domain === null || known.domain === domain);
    if (known === undefined || !isOfThis || known.isWithdrawn)
      return throwRefusal(refuse('story-not-receivable', field));
    const { storyVersion, reference, words, language, teller, collector } = known.submitted;
    const { from, reasons } = await this.#saidBelow(below, id);
    return { story: id, storyVersion, reference, words, language, teller, collector, from, reasons };
  }

  async #saidBelow(
    sitting: string | undefined,
    story: string,
  ): Promise<{ readonly from: From; readonly reasons: readonly ReasonOnRecord[] }> {
    const below = sitting === undefined ? undefined : await this.service.views.get(sittings, sitting);
    if (below === undefined) return { from: { kind: 'period' }, reasons: [] };
    const { state } = below;
    const said = [
      ...state.stories.filter((each) => each.story === story).flatMap(({ reasons }) => reasons),
      ...state.reasons,
    ];
    return {
      from: { kind: 'sitting', sitting: below.id, panel: state.opened.panel },
      reasons: said.filter(
        (reason) =>
          reason.reach.includes('later-panels') && (reason.stories.length === 0 || reason.stories.includes(story)),
      ),
    };
  }
}
