import type { SomeoneAsking } from '#access/principal.js';
import type { UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { NeedsText, OwnNeeds } from '../domain/panel/panel.js';
import { membersPresent, type SittingState } from '../domain/sitting/state.js';
import { needsOfMembers } from '../read-models/panels/panels.js';
import { readerOn } from './opened-texts.js';

export interface NeedsOfMember extends NeedsText {
  readonly member: string;
}

/** Of those who sit, for whoever prepares the meeting: opened at this moment, kept nowhere. */
export async function needsOfPresent(
  service: ServiceRuntime,
  who: SomeoneAsking,
  state: SittingState,
): Promise<readonly NeedsOfMember[]> {
  const reader = readerOn(state.opened, who);
  const as = { purpose: 'audience', audience: 'panel', use: 'read', reach: 'this-panel' } as const;
  const members = membersPresent(state);
  const known = await Promise.all(members.map((member) => service.views.get(needsOfMembers, member)));
  const needs = await opened(service, known, (owner) => ({ owner, reader, ...as }));
  return members.flatMap((member, at) => {
    const text = needs[at];
    return text === undefined ? [] : [{ member, ...text }];
  });
}

/** As whoever said it reads it again. */
export async function ownNeeds(service: ServiceRuntime, who: SomeoneAsking): Promise<NeedsText> {
  const known = await service.views.get(needsOfMembers, who.person);
  const own = known?.organisation === who.organisation ? known : undefined;
  const [text] = await opened(service, [own], (owner) => ({ owner, reader: who, purpose: 'own', use: 'read' }));
  return text ?? { needs: '', belongsTo: '' };
}

async function opened(
  { unlocking }: ServiceRuntime,
  known: readonly (OwnNeeds | undefined)[],
  request: (owner: string) => UnlockRequest,
): Promise<readonly (NeedsText | undefined)[]> {
  const said = known.map((each) => each?.said ?? undefined);
  const there = said.flatMap((each) => (each === undefined ? [] : [each]));
  const answers = await unlocking.unlock(there.map(({ reason }) => request(`reason/${reason}`)));
  const byOwner = new Map(answers.map((answer) => [answer.owner, answer]));
  return said.map((each) => {
    const answer = each === undefined ? undefined : byOwner.get(`reason/${each.reason}`);
    return each === undefined || answer?.kind !== 'granted' ? undefined : answer.open<NeedsText>(each.text);
  });
}
