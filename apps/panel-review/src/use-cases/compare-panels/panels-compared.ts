import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { compareSittings, type Comparison } from '../../domain/comparison/compare-sittings.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { openedReasons, readerOn, type ReasonRead } from '../../reading-meetings/opened-texts.js';
import { panelsBesideFor } from '../../reading-meetings/panels-beside.js';
import { maySee } from '../../reading-meetings/sitting-for.js';
import { titled, type TitledStory } from '../../reading-meetings/titled-stories.js';

export interface PanelsCompared {
  readonly asked: SittingDocument;
  readonly sittings: readonly SittingDocument[];
  readonly comparison: Comparison;
  /** By sitting, in the order of the panels: what this reader may read of what was said there. */
  readonly said: readonly {
    readonly sitting: string;
    readonly isOwn: boolean;
    readonly reasons: readonly ReasonRead[];
  }[];
  readonly titles: ReadonlyMap<string, TitledStory>;
  readonly stillMeeting: number;
}

/**
 * Reasons are opened for this reader at this moment: in a meeting of theirs what its panel may read, in another only what
 * goes to later panels.
 */
export async function panelsCompared(
  service: ServiceRuntime,
  who: SomeoneAsking,
  id: string,
): Promise<PanelsCompared | undefined> {
  const { closed, stillMeeting } = await panelsBesideFor(service, who, id);
  const [asked] = closed;
  if (asked === undefined) return undefined;
  const comparison = compareSittings(closed.map(({ state }) => state));
  const here = readerOn(asked.state.opened, who);
  const said = await Promise.all(
    closed.map(async (each) => {
      const isOwn = maySee(who, each);
      const reader = isOwn ? readerOn(each.state.opened, who) : here;
      const { reasons: onRecord, calledBack } = each.state;
      const reach = isOwn ? 'this-panel' : 'later-panels';
      const reasons = await openedReasons(service, reader, onRecord, reach, calledBack);
      return { sitting: each.id, isOwn, reasons };
    }),
  );
  const titles = await titled(service, here, comparison.inCommon);
  return {
    ...{ asked, sittings: closed, comparison, said, stillMeeting: stillMeeting.length },
    titles: new Map(titles.map((each) => [each.story, each])),
  };
}
