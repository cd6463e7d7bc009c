import { Controller, Get, HttpCode, Inject, Injectable, Module, Post, type DynamicModule } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Asking, Open } from '#access/allow.js';
import type { Principal } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Flaw } from '#event-store/event-store.js';
import { apiAddress } from '#web/addresses.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import type { RunningService } from '../starting/start-service.js';

export const verificationsApi = apiAddress('/api/v1/operations/verifications');
export const rebuildsApi = apiAddress('/api/v1/operations/rebuilds');
export const underWayApi = apiAddress('/api/v1/operations/under-way');
export const conditionApi = apiAddress('/api/v1/operations/condition');

@Injectable()
export class ServicesHere {
  constructor(readonly services: readonly RunningService[]) {}
}

export interface Verification {
  readonly isWhole: boolean;
  readonly services: readonly { readonly service: string; readonly commits: number; readonly flaws: readonly Flaw[] }[];
}

export interface Rebuild {
  readonly isSame: boolean;
  readonly readModels: readonly {
    readonly service: string;
    readonly readModel: string;
    readonly before: string;
    readonly after: string;
  }[];
}

/** How far long work is, in commits of one service. */
export interface Step {
  readonly work: 'verify' | 'rebuild';
  readonly service: string;
  readonly done: number;
  readonly of: number;
}

export interface UnderWay {
  readonly steps: readonly Step[];
}

/** A read model, the outbox or a reaction, and how far it is behind its log. */
export interface Part {
  readonly service: string;
  readonly name: string;
  readonly condition: string;
  readonly position: number;
  readonly lag: number;
}

export interface Condition {
  readonly parts: readonly Part[];
}

const mostFlawsTold = 100;

/** What an operator does with the stores of this process, through the socket in the data folder. */
@ApiTags('operations')
@Controller()
export class OperationsApi {
  readonly #underWay = new Set<() => Promise<Step>>();

  constructor(@Inject(ServicesHere) private readonly here: ServicesHere) {}

  @Post(verificationsApi.pattern)
  @HttpCode(200)
  @Open('only whoever holds the data folder reaches it: checked in the handler')
  async verify(@Asking() who: Principal): Promise<Verification> {
    onlyOperator(who);
    const services = [];
    for (const { definition, runtime, relay } of this.here.services) {
      // Else a commit that never got its place in the log would pass as one that is on its way.
      await relay.drain();
      const service = definition.name;
      const of = await runtime.store.lastPosition();
      const flaws: Flaw[] = [];
      let done = 0;
      const tell = (commits: number): void => void (done = Math.min(commits, of));
      await this.#during(
        async () => ({ work: 'verify', service, done, of }),
        async () => {
          for await (const flaw of runtime.store.verify(tell)) {
            flaws.push(flaw);
            if (flaws.length >= mostFlawsTold) break;
          }
        },
      );
      services.push({ service, commits: await runtime.store.lastPosition(), flaws });
    }
    return { isWhole: services.every(({ flaws }) => flaws.length === 0), services };
  }

  /** Builds every read model from its first event and compares it, byte for byte, with the one that served. */
  @Post(rebuildsApi.pattern)
  @HttpCode(200)
  @Open('only whoever holds the data folder reaches it: checked in the handler')
  async rebuild(@Asking() who: Principal): Promise<Rebuild> {
    onlyOperator(who);
    const readModels: Rebuild['readModels'][number][] = [];
    for (const { definition, projections, runtime } of this.here.services) {
      await projections.caughtUp();
      const service = definition.name;
      const of = await runtime.store.lastPosition();
      const names = definition.readModels.map(({ name }) => name);
      const step = async (): Promise<Step> => {
        const positions = (await projections.state()).map(({ built = 0 }) => built);
        return { work: 'rebuild', service, done: Math.min(of, ...positions), of };
      };
      await this.#during(step, async () => {
        const compared = await projections.rebuildAndCompare(...names);
        readModels.push(...compared.map((each) => ({ service, ...each })));
      });
    }
    return { isSame: readModels.every(({ before, after }) => before === after), readModels };
  }

  /** For whoever waits for one of the two: empty when neither goes on. */
  @Get(underWayApi.pattern)
  @Open('only whoever holds the data folder reaches it: checked in the handler')
  async underWay(@Asking() who: Principal): Promise<UnderWay> {
    onlyOperator(who);
    return { steps: await Promise.all([...this.#underWay].map((step) => step())) };
  }

  async #during(step: () => Promise<Step>, work: () => Promise<void>): Promise<void> {
    this.#underWay.add(step);
    try {
      await work();
    } finally {
      this.#underWay.delete(step);
    }
  }

  /** What `/readyz` looks at, told in full: it answers when something stands still, too. */
  @Get(conditionApi.pattern)
  @Open('only whoever holds the data folder reaches it: checked in the handler')
  async condition(@Asking() who: Principal): Promise<Condition> {
    onlyOperator(who);
    return { parts: await partsOf(this.here.services) };
  }
}

async function partsOf(services: readonly RunningService[]): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const { definition, projections, followers } of services) {
    const states = [...(await projections.state()), ...(await Promise.all(followers.map((each) => each.state())))];
    for (const { name, condition, position, lag } of states) {
      parts.push({ service: definition.name, name, condition, position, lag });
    }
  }
  return parts;
}

/** To anybody else there is no such address. */
function onlyOperator(who: Principal): void {
  if (who.kind !== 'operator') throwRefusal(refuse('not-found'));
}

@Controller()
export class HealthApi {
  constructor(@Inject(ServicesHere) private readonly here: ServicesHere) {}

  @Get('/livez')
  @Open('says only that the process answers')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready when every read model follows its log and no follower has stopped. */
  @Get('/readyz')
  @Open('names parts and how far they are, nothing of what they hold')
  async ready(): Promise<{ readonly status: 'ok'; readonly parts: readonly Part[] }> {
    const parts = await partsOf(this.here.services);
    if (parts.some(({ condition }) => condition === 'stopped')) throwRefusal(refuse('storage-unavailable'));
    return { status: 'ok', parts };
  }
}

@Module({})
export class OperationsModule {
  static over(services: readonly RunningService[]): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [OperationsApi, HealthApi],
      providers: [{ provide: ServicesHere, useValue: new ServicesHere(services) }],
    };
  }
}
