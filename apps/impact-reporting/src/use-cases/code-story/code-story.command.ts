import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { codeStory, codingDecider, codingStream, type Codes, type CodingEvent } from '../../domain/coding/coding.js';
import { SeeStoryThemes, type StoryThemes } from './see-story-themes.query.js';

export class CodeStory extends Command<Executed<CodingEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly programme: string,
    readonly story: string,
    readonly codes: Codes,
  ) {
    super();
  }
}

@CommandHandler(CodeStory)
export class CodeStoryHandler implements ICommandHandler<CodeStory> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly queries: QueryBus,
  ) {}

  async execute({ context, who, programme, story, codes }: CodeStory): Promise<Executed<CodingEvent> | Refusal> {
    const seen = await this.queries.execute(new SeeStoryThemes(who, programme, story));
    if (isRefusal(seen)) return seen;
    // Nobody codes what nobody may read.
    if (seen.text === null) return refuse('coded-story-withheld');
    const codable = {
      themes: themesInUse(seen),
      reasons: new Set(seen.reasons.map(({ reason }) => reason)),
    };
    const of = { story, programme, period: seen.period };
    return this.service.store.execute(codingStream(story), context, codingDecider, (state) => {
      // Reasons that may not be read at this moment keep what they were coded with.
      const unread = (state?.reasons ?? []).filter(({ reason }) => !codable.reasons.has(reason));
      const all = { ...codable, reasons: new Set([...codable.reasons, ...unread.map(({ reason }) => reason)]) };
      return codeStory(state, of, all, { ...codes, reasons: [...codes.reasons, ...unread] });
    });
  }
}

export const themesInUse = ({ framework }: StoryThemes): ReadonlySet<string> =>
  new Set(framework.themes.filter(({ isRetired }) => !isRetired).map(({ id }) => id));
