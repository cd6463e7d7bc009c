import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealRemark } from '../../deciding/seal-remark.js';
import { hideRemark } from '../../domain/sitting/talking.js';
import { sittingOf } from '../../reading-streams/load.js';

/** By the facilitator, with why. */
export class HideRemark extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly remark: string,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(HideRemark)
export class HideRemarkHandler implements ICommandHandler<HideRemark> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, remark, reason }: HideRemark): Promise<SittingChanged> {
    const { organisation, actor } = context;
    const found = await sittingOf(this.service.store, organisation, sitting);
    if (isRefusal(found)) return found;
    const because = idFrom(context.commandId, 'why hidden');
    const unsealed = {
      remark,
      hiddenBy: actor,
      because: { reason: because, text: { class: 'reason' as const, version: 1, box: '' } },
    };
    const refused = hideRemark(found, { actor, organisation }, unsealed);
    if (isRefusal(refused)) return refused;
    const story = found.remarks.find((each) => each.remark === remark)?.story ?? null;
    const sealed = await sealRemark(this.service, because, { organisation, author: actor, story, text: reason });
    if (isRefusal(sealed)) return sealed;
    return changeSitting(this.service, context, sitting, (state, by) =>
      hideRemark(state, by, { ...unsealed, because: { reason: because, text: sealed } }),
    );
  }
}
