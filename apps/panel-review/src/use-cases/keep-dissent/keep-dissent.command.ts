import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { keepDissent } from '../../domain/sitting/decide.js';
import { heardHere, type Reach } from '../../domain/sitting/reach.js';
import { maySpeakFor } from '../../domain/sitting/rules.js';
import { sittingOf } from '../../reading-streams/load.js';

export class KeepDissent extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly kind: 'dissent' | 'caveat',
    readonly text: string,
    readonly reach?: Reach,
    /** Who said it aloud in a room; left out: whoever writes it. */
    readonly member?: string,
  ) {
    super();
  }
}

@CommandHandler(KeepDissent)
export class KeepDissentHandler implements ICommandHandler<KeepDissent> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, kind, text, reach, member }: KeepDissent): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const { actor } = context;
    const author = member ?? actor;
    const isOwn = author === actor;
    const wrong =
      maySpeakFor(found, actor, author) ??
      (isOwn || reach === undefined ? undefined : refuse('reach-is-its-authors', 'reach'));
    if (wrong !== undefined) return wrong;
    const as = isOwn ? { author, reach } : { author, reach: heardHere, recordedBy: actor };
    const said = { kind, text, stories: found.outcome?.stories ?? [], ...as };
    const reason = await sealReason(this.service, context, found.opened, said);
    if (isRefusal(reason)) return reason;
    return changeSitting(this.service, context, sitting, (state, by) => keepDissent(state, by, kind, reason, author));
  }
}
