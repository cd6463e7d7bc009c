import type { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { ContractData } from '#contracts/shared/contract.js';
import type { Consent } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { aProgramme } from '#contracts/testing/a-programme.js';
import type { TestPerson, TestService } from '#service-kit/testing/service-harness.js';

export const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
export const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
export const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
export const stranger: TestPerson = { person: 'X1', organisation: 'others', roles: [{ role: 'evaluator' }] };

export const hearProgramme = (service: TestService, given: Partial<ProgrammeDesign> = {}): Promise<void> =>
  service.receive(programmeRevisedV1, 'programme/telling', {
    programme: aProgramme(given),
    change: 'ProgrammeCreated',
    revision: 1,
  });

const consent = (audiences: Consent['audiences']): Consent => ({
  ...{ audiences, exclusions: [], uses: ['quote'], wordingVersion: 1, language: 'en' },
  ...{ answeredAt: '2026-01-22T10:00:00.000Z', how: 'own' },
});

type Submitted = ContractData<typeof storySubmittedV1>;

/** A story as story-submission would tell of it, its text and name sealed: `The marigold of <story>`, `Teller of <story>`. */
export async function hearStory(
  service: TestService,
  story: string,
  given: Partial<Submitted> = {},
  audiences: Consent['audiences'] = { panel: { named: false }, organisation: { named: false } },
): Promise<void> {
  const teller = given.teller ?? `teller-${story}`;
  const sealer = await service.vault.createStory({
    owner: `story/${story}`,
    organisation: 'pont-y-bore',
    person: teller,
    classes: ['text', 'name'],
    consent: consent(audiences),
  });
  const text = { title: story, narrative: `The marigold of ${story}`, whySignificant: null, contentNotes: [] };
  await service.receive(storySubmittedV1, `story/${story}`, {
    ...{ story, programme: 'telling', period: '2026-Q1', domain: 'quality', language: 'en', route: 'own' },
    ...{ toldOn: '2026-02-01', storyVersion: 1, words: 5, reference: story, teller, collector: null },
    text: sealer.seal('text', 1, text),
    names: sealer.seal('name', 1, { teller: `Teller of ${story}`, collector: null }),
    ...given,
  });
}

export const aClosedSitting = (
  given: Partial<ContractData<typeof sittingClosedV1>> = {},
): ContractData<typeof sittingClosedV1> => ({
  ...{ sitting: 'S1', programme: 'telling', panel: 'east', level: 1, period: '2026-Q1', domain: null },
  ...{ method: 'majority', openedAt: '2026-02-10T10:00:00.000Z', closedAt: '2026-02-11T00:00:00.000Z' },
  received: [],
  outcome: { kind: 'none', stories: [], followsCount: true },
  ...{ heldOver: [], passedUp: [], reasons: [], rounds: [], members: 6 },
  ...given,
});
