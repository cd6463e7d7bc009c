import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isPanelConvened, panelStream } from '../../domain/panel/panel.js';

/** One change of who is on a panel, or of who leads it. */
export interface PanelChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Person id, or `operator`. */
  readonly by: string;
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly facilitator: string;
  /** Null: nothing was said, or it can no longer be read. */
  readonly why: string | null;
}

/** The newest first. */
export async function panelRecord(
  { store, unlocking }: ServiceRuntime,
  reader: SomeoneAsking,
  programme: string,
  panel: string,
): Promise<readonly PanelChange[]> {
  const convened = (await store.read(panelStream(programme, panel))).flatMap(({ event, metadata }) =>
    isPanelConvened(event) ? [{ ...event.data, at: metadata.at, by: metadata.actor }] : [],
  );
  const answers = await unlocking.unlock(
    convened.flatMap(({ why }) =>
      why === undefined
        ? []
        : [
            {
              ...{ owner: `reason/${why.reason}`, reader, use: 'read' as const },
              ...{ purpose: 'audience' as const, audience: 'organisation' as const, reach: 'reports' as const },
            },
          ],
    ),
  );
  const answerOf = new Map(answers.map((answer) => [answer.owner, answer]));
  const changes = convened.map(({ at, by, members, facilitator, why }, place): PanelChange => {
    const before = convened[place - 1]?.members ?? [];
    const answer = why === undefined ? undefined : answerOf.get(`reason/${why.reason}`);
    return {
      ...{ at, by, facilitator },
      joined: members.filter((member) => !before.includes(member)),
      left: before.filter((member) => !members.includes(member)),
      why: why === undefined || answer?.kind !== 'granted' ? null : answer.open<{ readonly why: string }>(why.text).why,
    };
  });
  const isOne = ({ joined, left, facilitator, why }: PanelChange, place: number): boolean =>
    joined.length > 0 || left.length > 0 || facilitator !== changes[place - 1]?.facilitator || why !== null;
  return changes.filter(isOne).reverse();
}
