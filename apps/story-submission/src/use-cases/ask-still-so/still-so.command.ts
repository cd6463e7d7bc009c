import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  answerStillSo,
  chooseStillSo,
  openQuestion,
  postStillSo,
  stillSoDecider,
  stillSoStream,
  type Months,
  type StillSoAnswer,
  type StillSoEvent,
  type StillSoWords,
} from '../../domain/still-so/still-so.js';
import { storyStream } from '../../domain/story/events.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

export type StillSoChanged = Executed<StillSoEvent> | Refusal;

export type StillSoAct =
  | { readonly kind: 'choose'; readonly months: readonly Months[] }
  | { readonly kind: 'answer'; readonly answer: StillSoAnswer; readonly words: string }
  | { readonly kind: 'posted' };

/** The routes find out whose story it is: the teller’s who chooses and answers, the organisation’s that posts. */
export class ActOnStillSo extends Command<StillSoChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation' | 'programme' | 'toldOn' | 'state'>,
    readonly act: StillSoAct,
  ) {
    super();
  }
}

/** Apart from the versions of the story’s text, which share its class. */
const firstVersion = 1_000;

@CommandHandler(ActOnStillSo)
export class ActOnStillSoHandler implements ICommandHandler<ActOnStillSo> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, act }: ActOnStillSo): Promise<StillSoChanged> {
    const { id, organisation, programme, toldOn } = story;
    if (story.state === 'withdrawn' || story.state === 'erased') return refuse('story-already-withdrawn');
    const { store, vault, views } = this.service;
    const sealer = await vault.sealer(storyStream(id));
    if (sealer === undefined) return refuse('story-already-withdrawn');
    const today = await dayOfProgramme(this.service, programme, context.at);
    const done = await store.execute(stillSoStream(id), { ...context, organisation }, stillSoDecider, (state) => {
      switch (act.kind) {
        case 'choose':
          return chooseStillSo(state, { story: id, programme, toldOn, months: act.months }, today);
        case 'posted':
          return postStillSo(state);
        case 'answer': {
          const text = harmlessText(act.words);
          const said: StillSoWords = { text };
          const version = firstVersion + (openQuestion(state) ?? 0);
          const words = text.trim() === '' ? null : sealer.seal('text', version, said);
          return answerStillSo(state, id, { answer: act.answer, words }, context.at);
        }
      }
    });
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
