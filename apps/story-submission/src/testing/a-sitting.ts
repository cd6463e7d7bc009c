import request from 'supertest';

import type { ContractData } from '#contracts/shared/contract.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { newId } from '#service-kit/ids.js';
import type { TestPerson, TestService } from '#service-kit/testing/service-harness.js';

import { aClosedSitting, aReason } from '../domain/feedback/feedback.builders.js';

type Closed = ContractData<typeof sittingClosedV1>;
type Reason = Closed['reasons'][number];

export interface StoryThere {
  readonly story: string;
  readonly reference: string;
  readonly code: string;
}

/** Told by a teller without an account, or brought in by whoever collected it. */
export async function tellsAStory(
  service: TestService,
  narrative: string,
  given: { readonly language?: 'en' | 'cy'; readonly as?: TestPerson } = {},
): Promise<StoryThere> {
  const { language = 'en', as } = given;
  const response = await request(service.app.getHttpServer())
    .post('/api/v1/programmes/telling/stories')
    .set(as === undefined ? { 'idempotency-key': newId() } : await service.as(as))
    .send({
      ...{ period: '2026-Q1', language, narrative, audiences: { panel: { named: false } } },
      ...{ wordingVersion: 1, consentLanguage: language },
    });
  if (response.status !== 201) throw new Error(`The story was not told: ${String(response.status)} ${response.text}`);
  const { story, reference, code } = response.body as StoryThere;
  return { story, reference, code };
}

/** A reason that the facilitator of the panel has sealed, as panel-review does. */
export async function saysOf(
  { vault }: TestService,
  story: string,
  text: string,
  given: Partial<Reason> = {},
): Promise<Reason> {
  const said = aReason({ reason: `R-${story}-${text.length.toString()}`, stories: [story], ...given });
  const sealer = await vault.createReason({
    owner: `reason/${said.reason}`,
    organisation: 'pont-y-bore',
    person: said.author,
    stories: said.stories.map((each) => `story/${each}`),
    reach: said.reach,
  });
  return { ...said, text: sealer.seal('reason', 1, { text }) };
}

/** A sitting opens, and closes with what was decided there. */
export async function sits(service: TestService, given: Partial<Closed>): Promise<Closed> {
  const closed = aClosedSitting(given);
  await opens(service, closed);
  await service.receive(sittingClosedV1, `sitting/${closed.sitting}`, closed);
  return closed;
}

export async function opens(service: TestService, given: Partial<Closed>): Promise<void> {
  const { sitting, programme, panel, level, period, domain, method } = aClosedSitting(given);
  const opened = { sitting, programme, panel, level, period, domain, method, facilitator: 'F1', members: ['P1'] };
  await service.receive(sittingOpenedV1, `sitting/${sitting}`, opened);
}
