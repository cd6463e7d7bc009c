import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { draftDecider, endDraft } from '../../domain/draft/draft.js';
import { draftStream, type DraftEvent } from '../../domain/draft/events.js';
import { destroyMediaOfDraft } from '../../media/media-of-draft.js';
import type { OpenDraft } from '../../telling/draft-by-code.js';
import { eraseDraftKeys } from '../../telling/erase-draft-keys.js';

export class EndDraft extends Command<Executed<DraftEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly draft: Pick<OpenDraft, 'id' | 'organisation'>,
    readonly because: 'told' | 'discarded',
  ) {
    super();
  }
}

@CommandHandler(EndDraft)
export class EndDraftHandler implements ICommandHandler<EndDraft> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, draft, because }: EndDraft): Promise<Executed<DraftEvent> | Refusal> {
    const owner = draftStream(draft.id);
    const { at, correlation } = context;
    const within = { commandId: `end/${draft.id}`, organisation: draft.organisation, actor: 'anyone', at, correlation };
    const done = await this.service.store.execute(owner, within, draftDecider, (state) => endDraft(state, because));
    if (isRefusal(done)) return done;
    // At once, so that it holds when the page says so; the reaction does it again after a stop in between.
    await eraseDraftKeys(this.service, owner, at);
    await destroyMediaOfDraft(this.service, within, draft.id);
    this.service.unlocking.letGo(owner);
    return done;
  }
}
