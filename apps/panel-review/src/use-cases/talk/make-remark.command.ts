import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealRemark } from '../../deciding/seal-remark.js';
import { makeRemark } from '../../domain/sitting/talking.js';
import { sittingOf } from '../../reading-streams/load.js';

/** About one story, or, without one, the meeting as a whole. */
export class MakeRemark extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string | null,
    readonly text: string,
  ) {
    super();
  }
}

@CommandHandler(MakeRemark)
export class MakeRemarkHandler implements ICommandHandler<MakeRemark> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, story, text }: MakeRemark): Promise<SittingChanged> {
    const { organisation, actor } = context;
    const found = await sittingOf(this.service.store, organisation, sitting);
    if (isRefusal(found)) return found;
    const remark = idFrom(context.commandId, 'remark');
    // Decided before anything is sealed: for what is refused there is no key.
    const unsealed = { remark, story, author: actor, text: { class: 'reason' as const, version: 1, box: '' } };
    const refused = makeRemark(found, { actor, organisation }, unsealed);
    if (isRefusal(refused)) return refused;
    const sealed = await sealRemark(this.service, remark, { organisation, author: actor, story, text });
    if (isRefusal(sealed)) return sealed;
    return changeSitting(this.service, context, sitting, (state, by) =>
      makeRemark(state, by, { ...unsealed, text: sealed }),
    );
  }
}
