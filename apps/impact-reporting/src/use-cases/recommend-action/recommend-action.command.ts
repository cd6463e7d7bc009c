import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  actionDecider,
  actionStream,
  recommendAction,
  type ActionEvent,
  type ActionSource,
} from '../../domain/action/action.js';
import { meetingsClosed } from '../../read-models/meetings-measured/meetings-measured.js';
import { readLedger } from '../../read-models/story-ledger/read-ledger.js';

export interface Recommended {
  readonly period: string;
  readonly recommendation: string;
  /** Ids or references. */
  readonly stories: readonly string[];
  readonly sittings: readonly string[];
}

export class RecommendAction extends Command<Executed<ActionEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly recommended: Recommended,
  ) {
    super();
  }
}

@CommandHandler(RecommendAction)
export class RecommendActionHandler implements ICommandHandler<RecommendAction> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, recommended }: RecommendAction): Promise<Executed<ActionEvent> | Refusal> {
    const { store, vault, views } = this.service;
    const { organisation, actor, commandId } = context;
    const { period, recommendation, sittings } = recommended;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== organisation) return refuse('report-programme-not-found');
    if (!known.design.periods.some(({ id }) => id === period)) return refuse('action-period-unknown', 'period');

    const stories = await this.#stories(programme, recommended.stories);
    if ('unknown' in stories) return refuse('action-story-unknown', 'stories', { story: stories.unknown });
    const closed = new Set((sittings.length === 0 ? [] : await meetingsClosed(views, programme)).map(({ id }) => id));
    if (sittings.some((sitting) => !closed.has(sitting))) return refuse('action-sitting-unknown', 'sittings');

    const action = idFrom(commandId, 'action');
    const sources: readonly ActionSource[] = [
      ...stories.ids.map((id): ActionSource => ({ kind: 'story', id })),
      ...sittings.map((id): ActionSource => ({ kind: 'sitting', id })),
      ...(stories.ids.length + sittings.length === 0 ? [{ kind: 'report', id: period } as const] : []),
    ];
    try {
      // What is drawn from a story may tell of it: shown only while the story is.
      const sealer = await vault.createReason({
        ...{ owner: `reason/${action}`, organisation, person: actor, reach: ['reports'] },
        stories: stories.ids.map((story) => `story/${story}`),
      });
      const sealed = sealer.seal('reason', 1, { recommendation: harmlessText(recommendation) });
      return await store.execute(actionStream(action), context, actionDecider, (state) =>
        recommendAction(state, { action, organisation, programme, period, sources, recommendation: sealed }),
      );
    } catch (error) {
      if (error instanceof KeysErased) return refuse('action-story-erased', 'stories');
      throw error;
    }
  }

  async #stories(
    programme: string,
    given: readonly string[],
  ): Promise<{ readonly ids: readonly string[] } | { readonly unknown: string }> {
    if (given.length === 0) return { ids: [] };
    const { stories } = await readLedger(this.service.views, programme);
    const byName = new Map(
      stories.flatMap(({ story, reference }) => [
        [reference.toLowerCase(), story],
        [story, story],
      ]),
    );
    const ids = given.map((name) => byName.get(name) ?? byName.get(name.toLowerCase()));
    const at = ids.indexOf(undefined);
    if (at >= 0) return { unknown: given[at] ?? '' };
    return { ids: [...new Set(ids.filter((id) => id !== undefined))] };
  }
}
