import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import {
  closeSittingApi,
  conflictsApi,
  dissentApi,
  heldOverApi,
  lessonLinesApi,
  outcomeApi,
  readingsApi,
  skipsApi,
} from '../../addresses.js';
import {
  closeSitting,
  declareConflict,
  holdOver,
  keepDissent,
  openStory,
  readAloud,
  recordOutcome,
  skipStory,
  writeLessonLine,
  type By,
} from '../../domain/sitting/decide.js';
import type { ConflictBecause, OutcomeKind, SittingEvent } from '../../domain/sitting/events.js';
import type { SittingState } from '../../domain/sitting/state.js';
import { sittings, type SittingDocument } from '../../read-models/sittings/sittings.js';
import { ChangeSitting } from './change-sitting.command.js';
import { sealReason } from './seal-reason.js';

const because = ['told', 'collected', 'credited', 'criticised', 'team', 'manages', 'close'] as const;

export class ConflictDto {
  @IsString()
  member!: string;

  @IsString()
  story!: string;

  @IsIn(because)
  because!: ConflictBecause;
}

export class ReadingDto {
  /** `read-aloud`: by the facilitator, for everybody in the room. */
  @IsOptional()
  @IsIn(['opened', 'read-aloud'])
  how?: 'opened' | 'read-aloud';
}

export class OutcomeDto {
  @IsIn(['one', 'joint', 'none', 'learning'])
  kind!: OutcomeKind;

  @IsArray()
  @ArrayUnique()
  @IsString({ each: true })
  stories!: string[];

  @Length(1, 10_000)
  reason!: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  values?: string[];
}

export class LessonLineDto {
  @IsString()
  story!: string;

  @Length(1, 2_000)
  text!: string;
}

export class DissentDto {
  @IsIn(['dissent', 'caveat'])
  kind!: 'dissent' | 'caveat';

  @Length(1, 10_000)
  text!: string;
}

export class HeldOverDto {
  @IsString()
  story!: string;

  @IsString()
  toPeriod!: string;

  @Length(1, 5_000)
  reason!: string;
}

type Version = Promise<{ readonly version: number }>;

/** What members and the facilitator do in a sitting, besides its rounds. */
@ApiTags('sittings')
@Controller()
export class ChangeSittingApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(conflictsApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  conflict(@Command() context: CommandContext, @Param('sitting') id: string, @Body() body: ConflictDto): Version {
    return this.#change(context, id, (state, by) => declareConflict(state, by, body.member, body.story, body.because));
  }

  @Post(readingsApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  read(
    @Command() context: CommandContext,
    @Param('sitting') id: string,
    @Param('story') story: string,
    @Body() { how = 'opened' }: ReadingDto,
  ): Version {
    const decide = how === 'opened' ? openStory : readAloud;
    return this.#change(context, id, (state, by) => decide(state, by, story));
  }

  @Post(skipsApi.pattern)
  @HttpCode(200)
  @Allow('panel-member')
  skip(@Command() context: CommandContext, @Param('sitting') id: string, @Param('story') story: string): Version {
    return this.#change(context, id, (state, by) => skipStory(state, by, story));
  }

  @Post(outcomeApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async outcome(@Command() context: CommandContext, @Param('sitting') id: string, @Body() body: OutcomeDto): Version {
    const { kind, stories, reason: text, values = [] } = body;
    const given = { kind: 'group' as const, text, values, stories, author: context.actor };
    const reason = await sealReason(this.service, context, (await this.#sitting(context, id)).state.opened, given);
    return this.#change(context, id, (state, by) => recordOutcome(state, by, { kind, stories, reason }));
  }

  @Post(lessonLinesApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async lesson(@Command() context: CommandContext, @Param('sitting') id: string, @Body() body: LessonLineDto): Version {
    const { story, text } = body;
    // Feedback to the teller is drafted from it: so it may reach them.
    const reach = ['this-panel' as const, 'later-panels' as const, 'teller' as const];
    const given = { kind: 'lesson' as const, text, stories: [story], author: context.actor, reach };
    const reason = await sealReason(this.service, context, (await this.#sitting(context, id)).state.opened, given);
    return this.#change(context, id, (state, by) => writeLessonLine(state, by, story, reason));
  }

  @Post(dissentApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async dissent(@Command() context: CommandContext, @Param('sitting') id: string, @Body() body: DissentDto): Version {
    const sitting = await this.#sitting(context, id);
    const stories = sitting.state.outcome?.stories ?? [];
    const given = { kind: body.kind, text: body.text, stories, author: context.actor };
    const reason = await sealReason(this.service, context, sitting.state.opened, given);
    return this.#change(context, id, (state, by) => keepDissent(state, by, body.kind, reason));
  }

  @Post(heldOverApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async holdOver(@Command() context: CommandContext, @Param('sitting') id: string, @Body() body: HeldOverDto): Version {
    const given = { kind: 'held-over' as const, text: body.reason, stories: [body.story], author: context.actor };
    const reason = await sealReason(this.service, context, (await this.#sitting(context, id)).state.opened, given);
    return this.#change(context, id, (state, by) => holdOver(state, by, body.story, body.toPeriod, reason));
  }

  @Post(closeSittingApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async close(@Command() context: CommandContext, @Param('sitting') id: string): Version {
    const { programme, panel } = (await this.#sitting(context, id)).state.opened;
    const design = (await this.service.views.get(knownProgrammes, programme))?.design;
    const above = design?.panels.find((each) => each.id === panel)?.passesUpTo ?? [];
    return this.#change(context, id, (state, by) => closeSitting(state, by, above));
  }

  async #change(
    context: CommandContext,
    id: string,
    decide: (state: SittingState | undefined, by: By) => Decision<SittingEvent>,
  ): Version {
    const by = { actor: context.actor, organisation: context.organisation };
    const done = orThrow(await this.commands.execute(new ChangeSitting(context, id, (state) => decide(state, by))));
    return { version: done.version };
  }

  async #sitting({ organisation }: CommandContext, id: string): Promise<SittingDocument> {
    const found = await this.service.views.get(sittings, id);
    return found?.organisation === organisation ? found : throwRefusal(refuse('sitting-not-found'));
  }
}
