import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeVerification, type VerificationChanged } from '../../checking/change-verification.js';
import { reachOfNotes } from '../../checking/notes-read.js';
import type { Finding } from '../../domain/verification/events.js';
import { answerAsking, handBack, proposeAsking, recordFinding } from '../../domain/verification/verification.js';
import { stories } from '../../read-models/stories/stories.js';
import { verifications } from '../../read-models/verifications/verifications.js';
import { sealWords } from '../../telling-back/seal-words.js';

/** What a verifier does with a story that was given to them. */
export type VerifiersAct =
  | { readonly kind: 'hand-back'; readonly because: 'involved' | 'cannot' }
  | { readonly kind: 'propose-asking'; readonly asked: string }
  /** The teller said so to the verifier. */
  | { readonly kind: 'agreement'; readonly agrees: boolean }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly note: string; readonly askedOthers: boolean };

export class CheckStory extends Command<VerificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly story: string,
    readonly act: VerifiersAct,
  ) {
    super();
  }
}

@CommandHandler(CheckStory)
export class CheckStoryHandler implements ICommandHandler<CheckStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, story: id, act }: CheckStory): Promise<VerificationChanged> {
    const { views } = this.service;
    const known = await views.get(verifications, id);
    const story = await views.get(stories, id);
    const isTheirs = known?.organisation === who.organisation && known.verifier === who.person;
    if (story === undefined || !isTheirs) return refuse('verification-not-found');
    const { organisation } = story;
    const verifier = who.person;
    const sealed = (what: string, text: string) => {
      const said = { organisation, story: id, author: verifier, text, reach: reachOfNotes };
      return sealWords(this.service, context.commandId, what, said);
    };
    switch (act.kind) {
      case 'hand-back':
        return changeVerification(this.service, context, story, (state) => handBack(state, verifier, act.because));
      case 'propose-asking': {
        const asked = await sealed('asking', act.asked);
        if (isRefusal(asked)) return asked;
        return changeVerification(this.service, context, story, (state) => proposeAsking(state, verifier, asked));
      }
      case 'agreement':
        return changeVerification(this.service, context, story, (state) =>
          answerAsking(state, { verifier }, act.agrees),
        );
      case 'finding': {
        const note = await sealed('finding', act.note);
        if (isRefusal(note)) return note;
        const { finding, askedOthers } = act;
        const data = { finding, note, askedOthers, storyVersion: story.text.version, at: context.at };
        return changeVerification(this.service, context, story, (state) => recordFinding(state, verifier, data));
      }
    }
  }
}
