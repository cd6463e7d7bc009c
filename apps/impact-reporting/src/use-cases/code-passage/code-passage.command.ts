import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { codePassage, codingDecider, codingStream, type CodingEvent } from '../../domain/coding/coding.js';
import type { CodedPassage } from '../../domain/coding/passage.js';
import { partsOf } from '../../reading-story/story-text.js';
import { themesInUse } from '../code-story/code-story.command.js';
import { SeeStoryThemes } from '../code-story/see-story-themes.query.js';

export class CodePassage extends Command<Executed<CodingEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly programme: string,
    readonly story: string,
    /** Without themes: those it has are taken off. */
    readonly passage: CodedPassage,
  ) {
    super();
  }
}

@CommandHandler(CodePassage)
export class CodePassageHandler implements ICommandHandler<CodePassage> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly queries: QueryBus,
  ) {}

  async execute({ context, who, programme, story, passage }: CodePassage): Promise<Executed<CodingEvent> | Refusal> {
    const seen = await this.queries.execute(new SeeStoryThemes(who, programme, story));
    if (isRefusal(seen)) return seen;
    const { text, storyVersion, period } = seen;
    if (text === null) return refuse('coded-story-withheld');
    const codable = { themes: themesInUse(seen), storyVersion, parts: partsOf(text) };
    const of = { story, programme, period };
    return this.service.store.execute(codingStream(story), context, codingDecider, (state) =>
      codePassage(state, of, codable, passage),
    );
  }
}
