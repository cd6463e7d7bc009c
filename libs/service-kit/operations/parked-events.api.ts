import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Module,
  Post,
  Query,
  type DynamicModule,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Length } from 'class-validator';

import { Asking, Open } from '#access/allow.js';
import type { Principal } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { MessageBus, ParkedMessage, ParkedSubject } from '#messaging/message-bus.js';
import { apiAddress } from '#web/addresses.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

export const parkedApi = apiAddress('/api/v1/operations/parked');
export const parkedMessagesApi = apiAddress('/api/v1/operations/parked/messages');
export const releasesApi = apiAddress('/api/v1/operations/parked/releases');
export const discardsApi = apiAddress('/api/v1/operations/parked/discards');

export interface ParkedHere {
  readonly parked: readonly ParkedSubject[];
}

export interface ParkedMessages {
  readonly parked: ParkedSubject;
  readonly messages: readonly ParkedMessage[];
}

export interface Released {
  /** Nothing of the stream is parked any more. */
  readonly isReleased: boolean;
  /** Why not, and what waits first. */
  readonly parked: ParkedSubject | null;
}

export class ParkedPlaceDto {
  @Length(1, 200)
  readonly group!: string;

  @Length(1, 200)
  readonly topic!: string;

  @Length(1, 1_000)
  readonly subject!: string;
}

export class DiscardDto extends ParkedPlaceDto {
  /** The first message that waits: named, so that no other is given up. */
  @Length(1, 1_000)
  readonly message!: string;
}

@Injectable()
export class BusHere {
  constructor(readonly bus: MessageBus) {}
}

const why = 'only whoever holds the data folder reaches it: checked in the handler';

/** What an operator does with streams that stand still. Says which messages wait and why, never what is in them. */
@ApiTags('operations')
@Controller()
export class ParkedEventsApi {
  constructor(@Inject(BusHere) private readonly here: BusHere) {}

  @Get(parkedApi.pattern)
  @Open(why)
  async list(@Asking() who: Principal): Promise<ParkedHere> {
    onlyOperator(who);
    return { parked: await this.here.bus.parked() };
  }

  @Get(parkedMessagesApi.pattern)
  @Open(why)
  async show(@Asking() who: Principal, @Query() place: ParkedPlaceDto): Promise<ParkedMessages> {
    onlyOperator(who);
    const parked = (await this.find(place)) ?? throwRefusal(refuse('not-found'));
    return { parked, messages: await this.here.bus.parkedMessages(place) };
  }

  @Post(releasesApi.pattern)
  @HttpCode(200)
  @Open(why)
  async release(@Asking() who: Principal, @Body() place: ParkedPlaceDto): Promise<Released> {
    onlyOperator(who);
    if ((await this.find(place)) === undefined) throwRefusal(refuse('not-found'));
    const isReleased = await this.here.bus.release(place);
    return { isReleased, parked: (await this.find(place)) ?? null };
  }

  @Post(discardsApi.pattern)
  @HttpCode(200)
  @Open(why)
  async discard(@Asking() who: Principal, @Body() { message, ...place }: DiscardDto): Promise<Released> {
    onlyOperator(who);
    if ((await this.find(place))?.messageId !== message) throwRefusal(refuse('not-found'));
    const isReleased = await this.here.bus.discardFirst(place);
    return { isReleased, parked: (await this.find(place)) ?? null };
  }

  private async find({ group, topic, subject }: ParkedPlaceDto): Promise<ParkedSubject | undefined> {
    return (await this.here.bus.parked()).find(
      (each) => each.group === group && each.topic === topic && each.subject === subject,
    );
  }
}

/** To anybody else there is no such address. */
function onlyOperator(who: Principal): void {
  if (who.kind !== 'operator') throwRefusal(refuse('not-found'));
}

@Module({})
export class ParkedEventsModule {
  static over(bus: MessageBus): DynamicModule {
    return {
      module: ParkedEventsModule,
      controllers: [ParkedEventsApi],
      providers: [{ provide: BusHere, useValue: new BusHere(bus) }],
    };
  }
}
