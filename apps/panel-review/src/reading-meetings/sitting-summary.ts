import type { SomeoneAsking } from '#access/principal.js';

import { couldNotRead, hasRead, hasSkipped, openRoundOf, storiesPresent } from '../domain/sitting/state.js';
import type { SittingDocument } from '../read-models/sittings/sittings.js';

/** A sitting without any text, as whoever asks stands in it. */
export function sittingSummary(who: SomeoneAsking, { id, isClosed, openedAt, version, state }: SittingDocument) {
  const {
    programme,
    panel,
    level,
    period,
    domain,
    method,
    members,
    facilitator,
    heldIn,
    plenaryOf = [],
  } = state.opened;
  const present = new Set(storiesPresent(state).map(({ story }) => story));
  return {
    ...{ sitting: id, programme, panel, level, period, domain, method, members, facilitator, heldIn, plenaryOf },
    ...{ isClosed, openedAt, version },
    answerBy: openRoundOf(state)?.answerBy ?? null,
    stories: state.stories.map(({ story, reference, words, language, from }) => ({
      ...{ story, reference, words, language, from: from.kind },
      isWithdrawn: !present.has(story),
      isRead: hasRead(state, who.person, story),
      isSkipped: hasSkipped(state, who.person, story),
      couldNotRead: couldNotRead(state, who.person, story),
    })),
  };
}
