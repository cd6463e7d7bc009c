import { collection, type ReadModel, type Views } from '#projections/read-model.js';

import { actionDecider, isActionEvent, type ActionNow, type ActionSource } from '../../domain/action/action.js';
import type { ActionFact } from '../../domain/measures/facts.js';

export interface ActionDocument extends ActionNow {
  readonly id: string;
  /** Version of its stream: the ETag of its answers. */
  readonly version: number;
  readonly recommendedAt: string;
  readonly changedAt: string;
}

export const actions = collection<ActionDocument>()('actions', {
  byProgramme: ['programme', 'recommendedAt'],
  byOrganisation: ['organisation', 'recommendedAt'],
});

export const actionsModel: ReadModel = {
  name: 'actions',
  version: 1,
  collections: [actions],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isActionEvent(event)) return;
    const id = stream.slice('action/'.length);
    const before = await changes.get(actions, id);
    const now = actionDecider.evolve(before, event);
    if (now === undefined) return;
    const recommendedAt = before?.recommendedAt ?? metadata.at;
    changes.put(actions, { ...now, id, version: streamVersion, recommendedAt, changedAt: metadata.at });
  },
};

export async function actionsCounted(views: Views, programme: string): Promise<readonly ActionFact[]> {
  const counted: ActionFact[] = [];
  for await (const { period, state, sources } of views.stream(actions, {
    index: 'byProgramme',
    equals: { programme },
  })) {
    const idsOf = (kind: ActionSource['kind']): readonly string[] =>
      sources.filter((source) => source.kind === kind).map(({ id }) => id);
    counted.push({ period, state, stories: idsOf('story'), sittings: idsOf('sitting') });
  }
  return counted;
}
