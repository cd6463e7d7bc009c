import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { openWords } from '#service-kit/unlocking/sealed-words.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rehearsalStream, timesOf, type RehearsalKind, type RehearsalStep } from '../../domain/rehearsal/rehearsal.js';
import { rehearsals, type RehearsalDocument } from '../../read-models/rehearsals/rehearsals.js';

export interface StepSeen {
  readonly step: RehearsalStep;
  /** From the start; null: not done. */
  readonly seconds: number | null;
  readonly by: string | null;
  readonly wentWrong: string | null;
}

export interface RehearsalSeen {
  readonly id: string;
  readonly kind: RehearsalKind;
  readonly programme: string;
  readonly startedAt: string;
  readonly by: string;
  readonly second: string;
  readonly steps: readonly StepSeen[];
  readonly endedAt: string | null;
  readonly lessons: string | null;
}

/** The newest first, without what anybody wrote. */
export class SeeRehearsals extends Query<readonly RehearsalDocument[]> {
  constructor(readonly organisation: string) {
    super();
  }
}

export class SeeRehearsal extends Query<RehearsalSeen | Refusal> {
  constructor(
    readonly who: SomeoneAsking,
    readonly rehearsal: string,
  ) {
    super();
  }
}

@QueryHandler(SeeRehearsals)
export class SeeRehearsalsHandler implements IQueryHandler<SeeRehearsals> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation }: SeeRehearsals): Promise<readonly RehearsalDocument[]> {
    const query = { index: 'byOrganisation', equals: { organisation }, order: 'descending', limit: 200 } as const;
    return (await this.service.views.find(rehearsals, query)).documents;
  }
}

@QueryHandler(SeeRehearsal)
export class SeeRehearsalHandler implements IQueryHandler<SeeRehearsal> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, rehearsal }: SeeRehearsal): Promise<RehearsalSeen | Refusal> {
    const found = await this.service.views.get(rehearsals, rehearsal);
    if (found?.organisation !== who.organisation) return refuse('rehearsal-not-found');
    const { started, done, ended } = found.rehearsed;
    const stream = rehearsalStream(rehearsal);
    const sealed = [
      ...done.map(({ step, wrong }) => ({ owner: `${stream}/${step}`, words: wrong })),
      { owner: `${stream}/lessons`, words: ended?.lessons ?? null },
    ].flatMap(({ owner, words }) => (words === null ? [] : [{ owner, words }]));
    const opened = await openWords<{ readonly said: string }>(this.service, who, sealed);
    const saidOf = new Map(sealed.map(({ owner }, at) => [owner, opened[at]?.said ?? null]));
    return {
      ...{ id: rehearsal, kind: started.kind, programme: started.programme, startedAt: started.at },
      ...{ by: started.by, second: started.second, endedAt: ended?.at ?? null },
      steps: timesOf(found.rehearsed).map(({ step, seconds }) => ({
        ...{ step, seconds },
        by: done.find((each) => each.step === step)?.by ?? null,
        wentWrong: saidOf.get(`${stream}/${step}`) ?? null,
      })),
      lessons: saidOf.get(`${stream}/lessons`) ?? null,
    };
  }
}
