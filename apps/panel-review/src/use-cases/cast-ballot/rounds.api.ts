import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Min, ValidateNested } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { ballotsApi, closeRoundApi, openRoundApi, roundApi } from '../../addresses.js';
import {
  beginRound,
  castBallot,
  isRoundEvent,
  roundDecider,
  roundStream,
  stopRound,
  type RoundState,
} from '../../domain/round/round.js';
import { openRound } from '../../domain/sitting/decide.js';
import { isSittingEvent, sittingStream } from '../../domain/sitting/events.js';
import { everythingIsReadOrSkipped } from '../../domain/sitting/rules.js';
import { pair, sittingDecider, storiesPresent } from '../../domain/sitting/state.js';
import { load } from '../../reading-streams/load.js';
import { ChangeSitting } from '../change-sitting/change-sitting.command.js';
import { finishRound } from '../close-round/finish-round.js';

export class BallotDto {
  @IsOptional()
  @IsString()
  choice?: string;

  @IsOptional()
  @IsObject()
  scores?: Record<string, number>;

  @IsOptional()
  @IsBoolean()
  abstain?: boolean;

  /** For a choice. */
  @IsOptional()
  @IsString()
  reason?: string;

  /** By story, for scores. */
  @IsOptional()
  @IsObject()
  reasons?: Record<string, string>;
}

export class RoomCountsDto {
  @IsObject()
  counts!: Record<string, number>;

  @IsInt()
  @Min(0)
  abstained!: number;

  @IsInt()
  @Min(0)
  answered!: number;
}

export class CloseRoundDto {
  /** Hands, dots or slips counted in a room, instead of ballots. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RoomCountsDto)
  roomCounts?: RoomCountsDto;
}

@ApiTags('rounds')
@Controller()
export class RoundsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(openRoundApi.pattern)
  @Allow('facilitator')
  async open(
    @Command() context: CommandContext,
    @Param('sitting') id: string,
  ): Promise<{ readonly round: string; readonly number: number }> {
    const { store, vault } = this.service;
    const round = idFrom(context.commandId, 'round');
    const by = { actor: context.actor, organisation: context.organisation };
    orThrow(await this.commands.execute(new ChangeSitting(context, id, (state) => openRound(state, by, round))));
    const sitting = await load(store, sittingStream(id), sittingDecider, isSittingEvent);
    const opened = sitting?.rounds.find((each) => each.round === round);
    if (sitting === undefined || opened === undefined) throw new Error('A round was opened and is not there');
    const { organisation, members, rules, facilitator, heldIn } = sitting.opened;
    await vault.createRound({ owner: roundStream(round), organisation });
    const data = {
      ...{ round, sitting: id, organisation, members, rules, facilitator, heldIn, secret: false as const },
      number: opened.number,
      kind: opened.kind,
      stories: storiesPresent(sitting).map(({ story }) => story),
      conflicts: sitting.conflicts.map(({ member, story }) => ({ member, story })),
    };
    const command = { ...context, commandId: idFrom(round, 'begin') };
    const done = orThrow(
      await store.execute(roundStream(round), command, roundDecider, (state) => beginRound(state, data)),
    );
    await this.service.views.reached(done.stream, done.version);
    return { round, number: opened.number };
  }

  @Post(ballotsApi.pattern)
  @Allow('panel-member')
  async cast(
    @Command() context: CommandContext,
    @Param('round') round: string,
    @Body() body: BallotDto,
  ): Promise<{ readonly version: number }> {
    const { store, vault } = this.service;
    const state = await this.#round(context.organisation, round);
    const sitting = await load(store, sittingStream(state.begun.sitting), sittingDecider, isSittingEvent);
    if (sitting === undefined) return throwRefusal(refuse('round-not-found'));
    const member = context.actor;
    if (!state.begun.members.includes(member)) return throwRefusal(refuse('not-a-member'));
    const unread = everythingIsReadOrSkipped(sitting, member);
    if (unread !== undefined) return throwRefusal(unread);
    const { choice, scores, abstain, reason, reasons = {} } = body;
    const ballot = {
      ...(choice === undefined ? {} : { choice }),
      ...(scores === undefined ? {} : { scores: numbersOf(scores) }),
      ...(abstain === true ? { abstain } : {}),
      skipped: state.begun.stories.filter((story) => sitting.skipped.includes(pair(member, story))),
      reasons: { ...textsOf(reasons), ...(choice === undefined || reason === undefined ? {} : { [choice]: reason }) },
    };
    const sealer = await vault.sealer(roundStream(round));
    if (sealer === undefined) return throwRefusal(refuse('round-closed'));
    const sealed = sealer.seal('ballot', 1, ballot);
    const done = orThrow(
      await store.execute(roundStream(round), context, roundDecider, (now) =>
        castBallot(now, context.organisation, member, ballot, sealed),
      ),
    );
    return { version: done.version };
  }

  @Post(closeRoundApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async close(
    @Command() context: CommandContext,
    @Param('round') round: string,
    @Body() { roomCounts }: CloseRoundDto,
  ) {
    const counts =
      roomCounts === undefined
        ? null
        : {
            counts: numbersOf(roomCounts.counts),
            abstained: roomCounts.abstained,
            answered: roomCounts.answered,
            recordedBy: context.actor,
          };
    const by = { actor: context.actor, organisation: context.organisation };
    const stopped = await this.service.store.execute(roundStream(round), context, roundDecider, (state) =>
      stopRound(state, by, counts),
    );
    if (isRefusal(stopped)) return throwRefusal(stopped);
    await finishRound(this.service, round, context);
    const state = await this.#round(context.organisation, round);
    const sitting = sittingStream(state.begun.sitting);
    await this.service.views.reached(sitting, (await this.service.store.read(sitting)).at(-1)?.streamVersion ?? 0);
    return { result: state.counted?.result ?? null };
  }

  /** Before it closes: how many have answered, and nothing by story. After: the count, and the ballots inside the panel. */
  @Get(roundApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async see(@SignedIn() who: PersonAsking | OperatorAsking, @Param('round') round: string) {
    const { begun, ballots, counted } = await this.#round(who.organisation, round);
    const isOfPanel = begun.members.includes(who.person) || begun.facilitator === who.person;
    if (!isOfPanel) return throwRefusal(refuse('round-not-found'));
    const { sitting, number, kind, stories, members } = begun;
    const progress = { round, sitting, number, kind, stories, entitled: members.length, answered: ballots.size };
    if (counted === undefined) return { ...progress, isOpen: true, mine: ballots.has(who.person) };
    return { ...progress, isOpen: false, result: counted.result, ballots: counted.ballots };
  }

  async #round(organisation: string, round: string): Promise<RoundState> {
    const state = await load(this.service.store, roundStream(round), roundDecider, isRoundEvent);
    return state?.begun.organisation === organisation ? state : throwRefusal(refuse('round-not-found'));
  }
}

function numbersOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(given).map(([story, value]) => {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return throwRefusal(refuse('wrong-type', `scores.${story}`));
      return [story, value];
    }),
  );
}

function textsOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([story, value]) => {
      if (typeof value !== 'string') return throwRefusal(refuse('wrong-type', `reasons.${story}`));
      return [story, value];
    }),
  );
}
