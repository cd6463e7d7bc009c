import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeVerification, type VerificationChanged } from '../../checking/change-verification.js';
import { matchedIn, type CreditedAs } from '../../domain/credit/credits.js';
import { assignVerifier, releaseFinding } from '../../domain/verification/verification.js';
import { creditsOfStories } from '../../read-models/credits/credits.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { chosenStories } from '../../read-models/verifications/verifications.js';

/** People with an account whom the story credits or criticises. */
export const peopleCredited = async (
  { views }: Pick<ServiceRuntime, 'views'>,
  story: string,
): Promise<ReadonlyMap<string, CreditedAs>> =>
  matchedIn((await views.get(creditsOfStories, story))?.credits ?? [], 'person');

/** A story whose checking somebody looks after: an evaluator of its programme. */
export async function storyToCheck(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
  id: string,
): Promise<StoryDocument | Refusal> {
  const story = await views.get(stories, id);
  return story !== undefined && mayActOn(who, story, ['evaluator', 'administrator'])
    ? story
    : refuse('story-not-found', 'story');
}

export class AssignVerifier extends Command<VerificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly story: string,
    readonly verifier: string,
  ) {
    super();
  }
}

@CommandHandler(AssignVerifier)
export class AssignVerifierHandler implements ICommandHandler<AssignVerifier> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, story: id, verifier }: AssignVerifier): Promise<VerificationChanged> {
    const { views } = this.service;
    const story = await storyToCheck(this.service, who, id);
    if (isRefusal(story)) return story;
    if (story.isWithdrawn) return refuse('story-already-withdrawn');
    const { organisation, teller, collector, programme, period, reference } = story;
    const person = await views.get(knownPeople, verifier);
    if (person?.organisation !== organisation) return refuse('verifier-not-known', 'verifier');
    const level = (await views.get(chosenStories, id))?.level ?? null;
    const isNamed = (await peopleCredited(this.service, id)).has(verifier);
    const data = { story: id, reference, programme, period, level, verifier };
    return changeVerification(this.service, context, story, (state) =>
      assignVerifier(state, data, { teller, collector, isNamed }),
    );
  }
}

/** Shows a finding to those who look after the checking, where its teller cannot look at it, or has not. */
export class ReleaseFinding extends Command<VerificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(ReleaseFinding)
export class ReleaseFindingHandler implements ICommandHandler<ReleaseFinding> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, story: id }: ReleaseFinding): Promise<VerificationChanged> {
    const story = await storyToCheck(this.service, who, id);
    if (isRefusal(story)) return story;
    const canTellerLook = story.codeHash !== null;
    return changeVerification(this.service, context, story, (state) =>
      releaseFinding(state, { canTellerLook, now: context.at }),
    );
  }
}
