import { Value } from '@sinclair/typebox/value';
import request, { type Response } from 'supertest';

import { Programme, type ProgrammeDesign } from '#contracts/shared/programme.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { aProgramme, safeguarding } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { programmeDesignErrors } from '../errors.js';
import { programmeDesign } from '../programme-design.service.js';

export const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
/** Evaluates another programme of the same organisation, and only that. */
export const evaluatorElsewhere: TestPerson = { person: 'E2', roles: [{ role: 'evaluator', programme: 'another' }] };
export const strangerOrganisation: TestPerson = {
  person: 'X1',
  organisation: 'others',
  roles: [{ role: 'evaluator' }],
};
export const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };

export interface ProgrammeService {
  readonly service: TestService;
  /** Seren and Dewi have accounts, and this names them for safeguarding. */
  readonly nameSafeguarding: (programme: string) => Promise<void>;
  /** By API, as the evaluator; a period that is to be open is opened. */
  readonly create: (given?: Partial<ProgrammeDesign>) => Promise<void>;
  readonly read: (programme: string) => Promise<ProgrammeDesign>;
  readonly ask: (
    method: 'get' | 'post' | 'put' | 'delete',
    address: string,
    given?: {
      readonly as?: TestPerson;
      readonly body?: object;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) => Promise<Response>;
}

/** Seren and Dewi, of the programmes' safeguarding, have accounts. */
export async function seesSafeguardingPeople(service: TestService): Promise<void> {
  for (const [person, name] of [
    [safeguarding.lead, 'Seren'],
    [safeguarding.deputy, 'Dewi'],
  ] as const) {
    const owner = `person/${person}`;
    const keys = { owner, organisation: 'pont-y-bore', person, classes: ['name' as const] };
    const sealer = await service.vault.createPersonal(keys);
    await service.receive(personChangedV1, owner, {
      ...{ person, roles: [{ role: 'facilitator' as const }], language: 'en' as const, revision: 1 },
      name: sealer.seal('name', 1, { name }),
    });
  }
}

export async function startProgrammeService(): Promise<ProgrammeService> {
  const service = await startTestService(programmeDesign, programmeDesignErrors);
  const ask: ProgrammeService['ask'] = async (method, address, { as = evaluator, body, headers = {} } = {}) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set({ ...(await service.as(as)), ...headers });
    return body === undefined ? asked : asked.send(body);
  };
  const nameSafeguarding = async (programme: string): Promise<void> => {
    await seesSafeguardingPeople(service);
    const { status } = await ask('put', `/api/v1/programmes/${programme}/safeguarding`, { body: safeguarding });
    if (status !== 200) throw new Error(`Nobody was named for safeguarding: ${String(status)}`);
  };
  return {
    service,
    ask,
    nameSafeguarding,
    create: async (given) => {
      const { organisation: _, ...design } = aProgramme(given);
      const open = design.periods.filter(({ status: its }) => its === 'open');
      const planned = design.periods.map((period) =>
        open.includes(period) ? { ...period, status: 'planned' } : period,
      );
      const body = { ...design, periods: planned };
      const { status } = await ask('post', '/api/v1/programmes', { body });
      if (status !== 201) throw new Error(`The programme was not created: ${String(status)}`);
      if (open.length > 0) await nameSafeguarding(design.id);
      for (const { id } of open)
        await ask('post', `/api/v1/programmes/${design.id}/periods/${id}/opening`, { body: {} });
    },
    read: async (programme) => {
      const body: unknown = (await ask('get', `/api/v1/programmes/${programme}`)).body;
      if (!Value.Check(Programme, body)) throw new Error(`There is no programme ${programme}`);
      return body;
    },
  };
}
