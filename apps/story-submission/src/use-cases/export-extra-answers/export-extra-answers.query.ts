import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { ExtraAnswerGiven } from '#contracts/shared/extra-questions.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { Reader } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';

export interface AnsweredStory {
  readonly reference: string;
  readonly period: string;
  readonly answers: readonly ExtraAnswerGiven[];
}

/** Of the stories that the organisation may read now; of no other, and of none that answered nothing. */
export class ExportExtraAnswers extends Query<readonly AnsweredStory[]> {
  constructor(
    readonly reader: Reader,
    readonly programme: string,
    readonly period: string | undefined,
  ) {
    super();
  }
}

const openedAtOnce = 200;

@QueryHandler(ExportExtraAnswers)
export class ExportExtraAnswersHandler implements IQueryHandler<ExportExtraAnswers> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ reader, programme, period }: ExportExtraAnswers): Promise<readonly AnsweredStory[]> {
    const { views } = this.service;
    await views.level();
    const hasEnded = importsThatEnded(views);
    const { organisation } = reader;
    const asked =
      period === undefined
        ? ({ index: 'byProgramme', equals: { organisation, programme } } as const)
        : ({ index: 'byPeriod', equals: { organisation, programme, period } } as const);
    const answered: AnsweredStory[] = [];
    let some: StoryDocument[] = [];
    for await (const document of views.stream(stories, asked)) {
      if (document.state !== 'active' || !(await hasEnded(document.import))) continue;
      some.push(document);
      if (some.length < openedAtOnce) continue;
      answered.push(...(await this.#opened(reader, some)));
      some = [];
    }
    return [...answered, ...(await this.#opened(reader, some))];
  }

  async #opened(reader: Reader, some: readonly StoryDocument[]): Promise<readonly AnsweredStory[]> {
    const unlocked = await this.service.unlocking.unlock(
      some.map(({ id }) => ({
        ...{ owner: storyStream(id), reader, purpose: 'audience', audience: 'organisation', use: 'read' },
        // A file goes on to others: it holds nothing of a story that is held back.
        reach: 'reports',
      })),
    );
    return some.flatMap(({ reference, period, text }, at) => {
      const answer = unlocked[at];
      if (answer?.kind !== 'granted') return [];
      const { extra: answers = [] } = answer.open<StoryText>(text);
      return answers.length === 0 ? [] : [{ reference, period, answers }];
    });
  }
}
