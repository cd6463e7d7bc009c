import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeVerification, type VerificationChanged } from '../../checking/change-verification.js';
import { reachOfAdded } from '../../checking/notes-read.js';
import { addToFinding, answerAsking, seeFinding } from '../../domain/verification/verification.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { sealWords } from '../../telling-back/seal-words.js';

/** What a teller does about the checking of their story. */
export type TellersAct =
  | { readonly kind: 'see' }
  | { readonly kind: 'agreement'; readonly agrees: boolean }
  | { readonly kind: 'add'; readonly words: string };

/** For the teller alone: the routes find out that the story is theirs. */
export class AnswerVerification extends Command<VerificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation' | 'teller'>,
    readonly act: TellersAct,
  ) {
    super();
  }
}

@CommandHandler(AnswerVerification)
export class AnswerVerificationHandler implements ICommandHandler<AnswerVerification> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, act }: AnswerVerification): Promise<VerificationChanged> {
    switch (act.kind) {
      case 'see':
        return changeVerification(this.service, context, story, (state) => seeFinding(state, context.at));
      case 'agreement':
        return changeVerification(this.service, context, story, (state) => answerAsking(state, 'teller', act.agrees));
      case 'add': {
        const { id, organisation, teller: author } = story;
        const said = { organisation, story: id, author, text: act.words, reach: reachOfAdded };
        const words = await sealWords(this.service, context.commandId, 'added to finding', said);
        if (isRefusal(words)) return words;
        return changeVerification(this.service, context, story, (state) => addToFinding(state, words, context.at));
      }
    }
  }
}
