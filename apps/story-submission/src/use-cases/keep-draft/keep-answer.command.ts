import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { newId } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { draftDecider, keepAnswer } from '../../domain/draft/draft.js';
import { draftStream, type DraftEvent, type DraftQuestion } from '../../domain/draft/events.js';
import type { KeptAnswer, OpenDraft } from '../../telling/draft-by-code.js';

export class KeepAnswer extends Command<Executed<DraftEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly draft: Pick<OpenDraft, 'id' | 'organisation'>,
    readonly question: DraftQuestion,
    readonly answer: KeptAnswer,
  ) {
    super();
  }
}

@CommandHandler(KeepAnswer)
export class KeepAnswerHandler implements ICommandHandler<KeepAnswer> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, draft, question, answer }: KeepAnswer): Promise<Executed<DraftEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = draftStream(draft.id);
    const sealer = await vault.sealer(owner);
    if (sealer === undefined) return refuse('draft-not-open');
    const { at, correlation } = context;
    // A new id each time: a page gone back to, changed and sent again under its old id would lose what was changed.
    const within = { commandId: newId(), organisation: draft.organisation, actor: 'anyone', at, correlation };
    return store.execute(owner, within, draftDecider, (state, version) =>
      keepAnswer(state, { question, answer: sealer.seal('text', version + 1, answer) }, at),
    );
  }
}
