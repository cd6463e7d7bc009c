import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { judgePair, pairDecider, pairStream, undoPair, type PairEvent } from '../../domain/likeness/story-pair.js';
import { storyStream } from '../../domain/story/events.js';
import { feedbackItems } from '../../read-models/feedback/feedback.js';
import type { PairDocument } from '../../read-models/pairs/pairs.js';
import { stories } from '../../read-models/stories/stories.js';
import { storyNow } from '../../stories/story-now.js';
import { putTogether, takeApart } from './put-together.js';

/** What is sealed of it, with the text of the story that is closed. */
export interface WhyTheSame {
  readonly why: string;
}

export interface Judgement {
  /** Null: they are not the same. */
  readonly keep: string | null;
  readonly why: string;
}

/** A person has read both. */
export class JudgePair extends Command<Executed<PairEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly pair: PairDocument,
    readonly judgement: Judgement,
  ) {
    super();
  }
}

@CommandHandler(JudgePair)
export class JudgePairHandler implements ICommandHandler<JudgePair> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, pair, judgement }: JudgePair): Promise<Executed<PairEvent> | Refusal> {
    const { store } = this.service;
    const same = judgement.keep === null ? null : await this.#sameAs(pair, judgement.keep, judgement.why);
    if (same !== null && isRefusal(same)) return same;
    const stream = pairStream(pair.id);
    const data = { pair: pair.id, same, at: context.at };
    const done = await store.execute(stream, context, pairDecider, (state) => judgePair(state, data));
    if (isRefusal(done) || same === null) return done;
    const because = { asking: context, id: `${stream}@${String(done.version)}` };
    await putTogether(this.service, because, same);
    return done;
  }

  async #sameAs({ one, other }: PairDocument, keep: string, why: string) {
    if (why.trim() === '') return refuse('same-without-why', 'why');
    const close = keep === one ? other : one;
    if (keep !== one && keep !== other) return refuse('story-not-found', 'keep');
    for (const story of [keep, close]) {
      const state = await storyNow(this.service, story);
      if (state === undefined || state.isWithdrawn) return refuse('story-already-withdrawn', 'keep');
      const { mergedInto, merged } = state.together;
      // One is read in the place of others, never others in the place of those: it stays clear whose words stand.
      if (mergedInto !== null || (story === close && merged.length > 0)) return refuse('story-merged-already', 'keep');
    }
    const document = await this.service.views.get(stories, close);
    const sealer = await this.service.vault.sealer(storyStream(close));
    if (sealer === undefined || document === undefined) return refuse('story-erased-meanwhile', 'keep');
    return {
      keep,
      close,
      why: sealer.seal('text', document.text.version, { why: harmlessText(why) } satisfies WhyTheSame),
    };
  }
}

/** Two again, as long as no panel has decided on the one that was kept. */
export class UndoPair extends Command<Executed<PairEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly pair: PairDocument,
  ) {
    super();
  }
}

@CommandHandler(UndoPair)
export class UndoPairHandler implements ICommandHandler<UndoPair> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, pair }: UndoPair): Promise<Executed<PairEvent> | Refusal> {
    const { store } = this.service;
    const { id, one, other, keep, judgedAt } = pair;
    const hasDecided = keep !== null && judgedAt !== null && (await this.#isDecided(keep, judgedAt));
    const stream = pairStream(id);
    const done = await store.execute(stream, context, pairDecider, (state) => undoPair(state, hasDecided));
    if (isRefusal(done) || keep === null) return done;
    const because = { asking: context, id: `${stream}@${String(done.version)}` };
    await takeApart(this.service, because, { keep, close: keep === one ? other : one });
    return done;
  }

  /** A sitting that closed since has its feedback drafted. */
  async #isDecided(story: string, since: string): Promise<boolean> {
    for (const to of ['teller', 'collector']) {
      const query = { index: 'byStory', equals: { story, to }, order: 'descending', limit: 1 } as const;
      const [last] = (await this.service.views.find(feedbackItems, query)).documents;
      if (last !== undefined && last.sittingClosedAt > since) return true;
    }
    return false;
  }
}
