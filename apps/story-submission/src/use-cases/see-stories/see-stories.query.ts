import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { ServiceRuntime } from '#service-kit/service.js';

import { imports } from '../../read-models/imports/imports.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';

/** Facts only: text is opened one story at a time. */
export type StoryFacts = Omit<StoryDocument, 'text' | 'names' | 'codeHash' | 'organisation'>;

export class SeeStories extends Query<{ readonly items: readonly StoryFacts[]; readonly next?: string }> {
  constructor(
    readonly organisation: string,
    readonly filter: { readonly programme?: string | undefined; readonly period?: string | undefined },
    readonly after?: string,
    readonly limit = 100,
  ) {
    super();
  }
}

@QueryHandler(SeeStories)
export class SeeStoriesHandler implements IQueryHandler<SeeStories> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, filter, after, limit }: SeeStories) {
    const { programme, period } = filter;
    const { documents, ...rest } = await this.service.views.find(stories, {
      index: 'byProgramme',
      equals: {
        organisation,
        ...(programme === undefined ? {} : { programme }),
        ...(programme === undefined || period === undefined ? {} : { period }),
      },
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const running = new Set<string>();
    for (const id of new Set(documents.flatMap((each) => (each.import === null ? [] : [each.import])))) {
      if ((await this.service.views.get(imports, id))?.state === 'running') running.add(id);
    }
    const items = documents
      .filter((each) => each.import === null || !running.has(each.import))
      .map(({ text: _text, names: _names, codeHash: _code, organisation: _organisation, ...facts }) => facts);
    return { items, ...rest };
  }
}
