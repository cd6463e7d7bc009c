import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { textsIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { sortStories } from '../../addresses.js';
import { storyStream } from '../../domain/story/events.js';
import { stories } from '../../read-models/stories/stories.js';
import { SeeStories } from '../see-stories/see-stories.query.js';
import { noDomain, sortStoriesForm } from './sort-stories.form.js';
import { boardAsked, sortStoriesView, type Board } from './sort-stories.view.js';
import { moveEach, programmeToSort } from './stories-to-sort.js';

const template = pageTemplate(import.meta.url, 'sort-stories.njk');
const words = loadWords(import.meta.url, 'sort-stories');
const onABoard = 50;

@Controller()
export class SortStoriesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(sortStories)
  @Allow('evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    return this.#answer(page, await this.#board(who, programme, query));
  }

  @Send(sortStories)
  @Allow('evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const board = await this.#board(who, programme, query);
    // Those named are allowed for beside those listed: a form sent twice names what is no longer here.
    const form = sortStoriesForm(board.design, [...board.listed.map(({ id }) => id), ...textsIn(body, 'stories')]);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, board, parsed);
    const { stories: asked, into, why = null } = parsed.values;
    const domain = into === noDomain ? null : into;
    const { moved, refused } = await moveEach(this.service, this.commands, context, board.design, {
      ...{ stories: asked, domain, why },
    });
    if (refused.length > 0)
      return this.#answer(page, board, form.refused(parsed.typed, ...refused.map(({ refusal }) => refusal)));
    const to = { language: page.language, programme };
    return seeOther(sortStories.to(to, { ...board.asked, moved: String(moved.length), into }));
  }

  /** The stories of one domain, or of none; with their titles where the organisation may read them. */
  async #board(who: SomeoneAsking, programme: string, query: Readonly<Record<string, unknown>>): Promise<Board> {
    const { views } = this.service;
    const design = await programmeToSort(this.service, who, programme);
    const asked = boardAsked(design, query);
    const filter = { programme, period: asked.period, domain: asked.domain, state: 'shared' as const };
    const found = await this.queries.execute(new SeeStories(who.organisation, filter, 'oldest', asked.after, onABoard));
    const titles = await this.#titles(
      who,
      found.items.map(({ id }) => id),
    );
    const counts = new Map<string, number>();
    for (const id of [...design.domains.map((each) => each.id), noDomain]) {
      const equals = { organisation: who.organisation, programme, domain: id === noDomain ? null : id };
      counts.set(id, await views.count(stories, { index: 'byDomain', equals }));
    }
    return {
      ...{ design, asked, counts, next: found.next },
      listed: found.items.map((story) => ({ ...story, title: titles.get(story.id) })),
    };
  }

  async #titles(who: SomeoneAsking, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const { views, unlocking } = this.service;
    const answers = await unlocking.unlock(
      ids.map((id) => ({
        ...({
          owner: storyStream(id),
          reader: who,
          purpose: 'audience',
          audience: 'organisation',
          use: 'read',
        } as const),
      })),
    );
    const titles = new Map<string, string | null>();
    for (const [at, id] of ids.entries()) {
      const answer = answers[at];
      const document = await views.get(stories, id);
      if (answer?.kind !== 'granted' || document === undefined) continue;
      titles.set(id, answer.open<StoryText>(document.text).title);
    }
    return titles;
  }

  #answer(page: PageContext, board: Board, answered?: FormState): PageAnswer {
    return htmlReply(template, sortStoriesView(board, answered, words[page.language]), page);
  }
}
