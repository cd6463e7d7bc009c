import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { membersPresent, storiesPresent, type SittingState } from '../domain/sitting/state.js';
import { sittings, type SittingDocument } from '../read-models/sittings/sittings.js';
import { sittingFor } from './sitting-for.js';

export interface PanelsBeside {
  /** The one that was asked for first. All of them are closed. */
  readonly closed: readonly SittingDocument[];
  readonly stillMeeting: readonly SittingDocument[];
}

const looksAt = (state: SittingState): ReadonlySet<string> => new Set(storiesPresent(state).map(({ story }) => story));

/**
 * The sittings of other panels of one level, over one period and domain, that looked at a story this one looked at; of
 * each panel the newest. Of a plenary: those of the panels that meet in it.
 */
export async function panelsBeside({ views }: ServiceRuntime, of: SittingDocument): Promise<PanelsBeside> {
  const { programme, period, organisation, state } = of;
  const { level, domain, panel, plenaryOf } = state.opened;
  if (plenaryOf !== undefined) {
    const met = await Promise.all(plenaryOf.map(({ sitting }) => views.get(sittings, sitting)));
    return { closed: met.filter((each) => each !== undefined), stillMeeting: [] };
  }
  const looked = looksAt(state);
  const newest = new Map<string, SittingDocument>();
  const ofPeriod = views.stream(sittings, { index: 'byPeriod', equals: { programme, period } });
  for await (const other of ofPeriod) {
    const { opened } = other.state;
    if (other.organisation !== organisation || opened.level !== level || opened.domain !== domain) continue;
    if (opened.panel === panel || opened.plenaryOf !== undefined) continue;
    if ([...looksAt(other.state)].some((story) => looked.has(story))) newest.set(opened.panel, other);
  }
  const others = [...newest.values()];
  return {
    closed: [of, ...others.filter(({ isClosed }) => isClosed)],
    stillMeeting: others.filter(({ isClosed }) => !isClosed),
  };
}

const takesPart = (person: string, { state }: SittingDocument): boolean =>
  state.opened.facilitator === person || membersPresent(state).includes(person);

/** What another panel decided would sway one that still has to decide: its members wait until theirs has closed. */
export async function panelsBesideFor(service: ServiceRuntime, who: SomeoneAsking, id: string): Promise<PanelsBeside> {
  const asked = await sittingFor(service, who, id);
  if (!asked.isClosed && asked.state.opened.plenaryOf === undefined) {
    return throwRefusal(refuse('comparison-too-early'));
  }
  const beside = await panelsBeside(service, asked);
  return beside.stillMeeting.some((each) => takesPart(who.person, each))
    ? throwRefusal(refuse('comparison-too-early'))
    : beside;
}
