import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  adoptFramework,
  frameworkDecider,
  frameworkStream,
  type FrameworkAdopted,
  type ThemeGiven,
} from '../../domain/framework/framework.js';

export class AdoptFramework extends Command<Executed<FrameworkAdopted> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly name: FrameworkDesign['name'] | undefined,
    readonly themes: readonly ThemeGiven[],
  ) {
    super();
  }
}

@CommandHandler(AdoptFramework)
export class AdoptFrameworkHandler implements ICommandHandler<AdoptFramework> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, name, themes }: AdoptFramework): Promise<Executed<FrameworkAdopted> | Refusal> {
    const of = { programme, organisation: context.organisation };
    return this.service.store.execute(frameworkStream(programme), context, frameworkDecider, (state) =>
      adoptFramework(state, of, name, themes),
    );
  }
}
