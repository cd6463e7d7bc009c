import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { convenePanel, panelDecider, panelStream, type WhyConvened } from '../../domain/panel/panel.js';

export class ConvenePanel extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly panel: string,
    readonly members: readonly string[],
    readonly facilitator: string,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ConvenePanel)
export class ConvenePanelHandler implements ICommandHandler<ConvenePanel> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, panel, members, facilitator, why }: ConvenePanel): Promise<Executed | Refusal> {
    const { organisation } = context;
    const { views, store } = this.service;
    const known = await views.get(knownProgrammes, programme);
    const found = known?.design.panels.find(({ id }) => id === panel);
    if (known?.organisation !== organisation || found === undefined) return refuse('panel-not-found', 'panel');
    const said = why === null ? undefined : await this.#sealed(context, why);
    const done = await store.execute(panelStream(programme, panel), context, panelDecider, (state) =>
      convenePanel(state, { programme, panel, organisation, level: found.level, members, facilitator }, said),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }

  async #sealed({ commandId, organisation, actor: person }: CommandContext, why: string): Promise<WhyConvened> {
    const reason = idFrom(commandId, 'why convened');
    const sealer = await this.service.vault.createReason({
      ...{ owner: `reason/${reason}`, organisation, person, stories: [], reach: ['reports'] },
    });
    return { reason, text: sealer.seal('reason', 1, { why: harmlessText(why) }) };
  }
}
