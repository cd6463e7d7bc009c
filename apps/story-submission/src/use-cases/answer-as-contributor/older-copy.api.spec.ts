import { join } from 'node:path';

import request from 'supertest';

import type { Erasure } from '#key-vault/erasure-ledger.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { settleIntentsOlderThan } from '../withdraw-story/settle-intents.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const panel = { panel: { named: false } };
const organisation = { organisation: { named: false } };
const both = { ...panel, ...organisation };

interface InIt {
  readonly contributor: string;
  readonly code: string;
}
interface Told {
  readonly owner: string;
  readonly heron: InIt;
  readonly kestrel: InIt;
}

describe('an older copy of a story that several people told', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const byCode = ({ code }: InIt, path: string, body: object) =>
    http()
      .post(`/api/v1/your-story/part/${path}`)
      .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() })
      .send(body);
  const says = (who: InIt, audiences: object) =>
    byCode(who, 'answer', { storyVersion: 1, audiences, consentLanguage: 'en' });
  const takesBack = (who: InIt) => byCode(who, 'take-back', {});
  const pauses = ({ code }: InIt) =>
    http()
      .post('/api/v1/your-story/requests')
      .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() })
      .send({ right: 'pause' });
  const isReadByPanels = async ({ owner }: Told): Promise<boolean> => {
    const reader = { person: 'M1', organisation: 'pont-y-bore', teams: [] };
    const asked = { owner, reader, purpose: 'audience', audience: 'panel', use: 'read' } as const;
    return (await service.vault.unlock([asked]))[0]?.kind === 'granted';
  };

  const toldTogether = async (): Promise<Told> => {
    const { body } = await http()
      .post('/api/v1/programmes/telling/stories/told-together')
      .set(await service.as(collector))
      .send({
        ...{ period: '2026-Q1', language: 'en', narrative: 'Heron and Kestrel got off the bus' },
        contributors: [{ name: 'Heron' }, { name: 'Kestrel' }],
      });
    const [heron, kestrel] = body.contributors as readonly InIt[];
    if (heron === undefined || kestrel === undefined) throw new Error('Two people told it');
    await says(heron, both);
    await says(kestrel, panel);
    const told = { owner: `story/${String(body.story)}`, heron, kestrel };
    expect(await isReadByPanels(told)).toBe(true);
    return told;
  };

  /** As it was before these acts, started with the list of what was taken away by them, and its services have written. */
  const copyFromBefore = async (...acts: readonly ((told: Told) => PromiseLike<unknown>)[]): Promise<Told> => {
    const [live, copy] = [await toldTogether(), await toldTogether()];
    for (const act of acts) await act(live);
    const noted = service.takenAway().filter((line) => line.what !== 'erase-person' && line.owner === live.owner);
    const ofCopy = [
      [live.owner, copy.owner] as const,
      [live.heron.contributor, copy.heron.contributor] as const,
      [live.kestrel.contributor, copy.kestrel.contributor] as const,
    ].reduce((text, [of, now]) => text.replaceAll(of, now), JSON.stringify(noted));
    const vault = await openSqliteKeyVault({
      ...{ file: join(service.folder, 'vault.db'), keysFolder: join(service.folder, 'keys') },
      masterKey: openMasterKey({ file: join(service.folder, 'master.key'), createIfMissing: false }),
      erasures: { note: () => Promise.resolve(), all: () => Promise.resolve(JSON.parse(ofCopy) as Erasure[]) },
    });
    await vault.close();
    await settleIntentsOlderThan(service.runtime, 0);
    await service.settled();
    return copy;
  };

  it.each<readonly [string, (told: Told) => PromiseLike<unknown>]>([
    // Kestrel has said no to the organisation.
    ['answered otherwise since', ({ heron }) => says(heron, organisation)],
    ['set their answer aside since', ({ heron }) => pauses(heron)],
  ])('is read by nobody where one of them %s, until they answer again', async (_, act) => {
    const copy = await copyFromBefore(act);
    expect(await isReadByPanels(copy)).toBe(false);
    // Nobody else opens it in their place.
    await says(copy.kestrel, both);
    expect(await isReadByPanels(copy)).toBe(false);
    expect((await says(copy.heron, panel)).status).toBe(200);
    expect(await isReadByPanels(copy)).toBe(true);
  });

  it('is without whoever took their part back since', async () => {
    const copy = await copyFromBefore(({ heron }) => takesBack(heron));
    await says(copy.kestrel, both);
    expect(await isReadByPanels(copy)).toBe(false);
    expect((await says(copy.heron, panel)).body.type).toBe('/problems/contributor-took-back');
  });

  it.each<readonly [string, (told: Told) => PromiseLike<unknown>]>([
    ['took their part back', ({ kestrel }) => takesBack(kestrel)],
    ['answered otherwise', ({ kestrel }) => says(kestrel, organisation)],
  ])('knows that one of them %s while another let nobody read it', async (_, act) => {
    const copy = await copyFromBefore(({ heron }) => pauses(heron), act);
    await says(copy.heron, both);
    expect(await isReadByPanels(copy)).toBe(false);
  });
});
