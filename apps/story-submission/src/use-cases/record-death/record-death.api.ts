import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { Allow, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { deathActApi, deathApi, decisionsAfterDeathApi } from '../../addresses.js';
import { deathToldBy, type DeathToldBy } from '../../domain/death/death.js';
import { storyToHold } from '../../rights/legal-holds-seen.js';
import { keepers } from '../../stories/keepers.js';
import { deathSeen } from './death-seen.js';
import { DecideAfterDeath } from './decide-after-death.command.js';
import { deathActs, RecordDeath, type DeathAct } from './record-death.command.js';

export class DeathActDto {
  @IsIn(deathActs)
  act!: (typeof deathActs)[number];

  /** With `report`. */
  @IsOptional()
  @IsIn(deathToldBy)
  toldBy?: DeathToldBy;

  /** With `report`; YYYY-MM-DD. */
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  diedOn?: string;

  /** With `report`; sealed. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  note?: string;
}

export class DecideAfterDeathDto {
  /** As it was sent to the person whom the teller named. */
  @IsString()
  @MaxLength(100)
  code!: string;

  @IsIn(['go-on', 'stop'])
  decision!: 'go-on' | 'stop';
}

@ApiTags('consent')
@Controller()
export class RecordDeathApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(deathApi.pattern)
  @Allow(...keepers)
  async see(@SignedIn() who: SomeoneAsking, @Param('story') id: string) {
    const { stage, report, note } = await deathSeen(this.service, who, await storyToHold(this.service, who, id));
    return { stage, toldBy: report?.toldBy ?? null, diedOn: report?.diedOn ?? null, note };
  }

  @Post(deathActApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
    @Body() body: DeathActDto,
  ): Promise<{ readonly version: number }> {
    const story = await storyToHold(this.service, who, id);
    return { version: orThrow(await this.commands.execute(new RecordDeath(context, story, actOf(body)))).version };
  }

  /** By the person whom a teller named: their code opens nothing but this. */
  @Post(decisionsAfterDeathApi.pattern)
  @HttpCode(200)
  @Open('the person a teller named, by the code they were sent')
  async decide(
    @Command() context: CommandContext,
    @Body() { code, decision }: DecideAfterDeathDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new DecideAfterDeath(context, code, decision))).version };
  }
}

function actOf({ act, toldBy, diedOn, note = '' }: DeathActDto): DeathAct {
  if (act !== 'report') return { kind: act };
  return toldBy === undefined
    ? throwRefusal(refuse('death-told-by-missing', 'toldBy'))
    : { kind: 'report', toldBy, diedOn: diedOn ?? null, note };
}
