import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { hoursApi, hoursCsvApi, ownHoursApi, paymentsApi, sittingHoursApi } from '../../addresses.js';
import { hoursAsCsv } from './hours-as-csv.js';
import { hoursOfSitting, hoursPaidBy, hoursToPay, ownHours } from './hours-listed.js';
import { KeepHours, Pay } from './keep-hours.command.js';
import { namesOfHours } from './names-of-hours.js';

const words = loadWords(import.meta.url, 'hours');

export class HoursOfMemberDto {
  @IsString()
  member!: string;

  /** Reading and meeting. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  minutes!: number;

  /** In pence. */
  @IsInt()
  @Min(0)
  @Max(99_999_99)
  expenses!: number;
}

export class HoursDto {
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => HoursOfMemberDto)
  hours!: HoursOfMemberDto[];
}

export class PaymentDto {
  /** No more than is owed. */
  @IsInt()
  @Min(1)
  pence!: number;
}

@ApiTags('hours')
@Controller()
export class HoursApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(sittingHoursApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator', 'administrator')
  async ofSitting(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string) {
    return { items: (await hoursOfSitting(this.service, who, sitting)).kept, next: null };
  }

  /** The members named; of others nothing changes. Kept again, they replace what was kept. */
  @Post(sittingHoursApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async keep(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { hours }: HoursDto,
  ): Promise<{ readonly kept: number }> {
    return orThrow(await this.commands.execute(new KeepHours(context, sitting, hours)));
  }

  @Get(hoursApi.pattern)
  @Allow('administrator', 'evaluator')
  async toPay(@SignedIn() who: SomeoneAsking) {
    return { items: await hoursToPay(this.service, who), next: null };
  }

  @Post(paymentsApi.pattern)
  @HttpCode(200)
  @Allow('administrator', 'evaluator')
  async pay(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('member') member: string,
    @Body() { pence }: PaymentDto,
  ): Promise<{ readonly version: number }> {
    const of = await hoursPaidBy(this.service, who, sitting, member);
    return { version: orThrow(await this.commands.execute(new Pay(context, of, pence))).version };
  }

  @Get(hoursCsvApi.pattern)
  @Allow('administrator', 'evaluator')
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('language') asked?: string,
  ): Promise<string> {
    const language = isLanguage(asked) ? asked : negotiateLanguage(accepted);
    const hours = await hoursToPay(this.service, who);
    const names = await namesOfHours(this.service, who, hours, language);
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="hours.csv"');
    return hoursAsCsv(hours, names, words[language]);
  }

  /** Of whoever asks. */
  @Get(ownHoursApi.pattern)
  @Allow('panel-member', 'facilitator')
  async own(@SignedIn() who: SomeoneAsking) {
    return { items: await ownHours(this.service, who), next: null };
  }
}
