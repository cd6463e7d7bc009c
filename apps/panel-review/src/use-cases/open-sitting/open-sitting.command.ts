import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { rulesOfPanel } from '#contracts/shared/selection-rules.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting } from '../../deciding/change-sitting.js';
import { panelId } from '../../domain/panel/panel.js';
import { openSitting } from '../../domain/sitting/decide.js';
import type { Method } from '../../domain/sitting/events.js';
import { panels } from '../../read-models/panels/panels.js';

export interface SittingAsked {
  readonly programme: string;
  readonly panel: string;
  readonly period: string;
  /** Null: all domains of the period. */
  readonly domain: string | null;
  /** Left out: the panel's usual one. */
  readonly method?: Method;
  readonly heldIn: 'online' | 'room';
  readonly secret?: true;
}

export interface SittingIsOpen {
  readonly sitting: string;
  readonly version: number;
}

export class OpenSitting extends Command<SittingIsOpen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly asked: SittingAsked,
  ) {
    super();
  }
}

@CommandHandler(OpenSitting)
export class OpenSittingHandler implements ICommandHandler<OpenSitting> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, asked }: OpenSitting): Promise<SittingIsOpen | Refusal> {
    const { views } = this.service;
    const { organisation, actor } = context;
    const { programme, period, domain, heldIn } = asked;
    const design = (await views.get(knownProgrammes, programme))?.design;
    const panel = design?.panels.find(({ id }) => id === asked.panel);
    if (design?.organisation !== organisation || panel === undefined) return refuse('panel-not-found', 'panel');
    const convened = await views.get(panels, panelId(programme, asked.panel));
    if (convened === undefined) return refuse('panel-not-convened', 'panel');
    if (convened.facilitator !== actor) return refuse('not-the-facilitator');
    if (!design.periods.some(({ id }) => id === period)) return refuse('sitting-period-unknown', 'period');
    if (domain !== null && !design.domains.some(({ id }) => id === domain)) {
      return refuse('sitting-domain-unknown', 'domain');
    }
    const sitting = idFrom(context.commandId, 'sitting');
    // The ladder as it is now: the panel may have been convened when it stood elsewhere on it.
    const { level } = panel;
    const { members, facilitator } = convened;
    const data = {
      ...{ sitting, organisation, programme, period, domain, heldIn, level, members, facilitator },
      panel: asked.panel,
      method: asked.method ?? panel.defaultMethod,
      rules: rulesOfPanel(design, panel),
      ...(asked.secret === true ? { secret: asked.secret } : {}),
    };
    const done = await changeSitting(this.service, context, sitting, (state) => openSitting(state, data));
    return isRefusal(done) ? done : { sitting, version: done.version };
  }
}
