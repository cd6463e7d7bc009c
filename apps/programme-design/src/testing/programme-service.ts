import { Value } from '@sinclair/typebox/value';
import request, { type Response } from 'supertest';

import { Programme, type ProgrammeDesign } from '#contracts/shared/programme.js';
import { aProgramme } from '#contracts/testing/a-programme.js';
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
  /** By API, as the evaluator. */
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

export async function startProgrammeService(): Promise<ProgrammeService> {
  const service = await startTestService(programmeDesign, programmeDesignErrors);
  const ask: ProgrammeService['ask'] = async (method, address, { as = evaluator, body, headers = {} } = {}) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set({ ...(await service.as(as)), ...headers });
    return body === undefined ? asked : asked.send(body);
  };
  return {
    service,
    ask,
    create: async (given) => {
      const { organisation: _, ...body } = aProgramme(given);
      const { status } = await ask('post', '/api/v1/programmes', { body });
      if (status !== 201) throw new Error(`The programme was not created: ${String(status)}`);
    },
    read: async (programme) => {
      const body: unknown = (await ask('get', `/api/v1/programmes/${programme}`)).body;
      if (!Value.Check(Programme, body)) throw new Error(`There is no programme ${programme}`);
      return body;
    },
  };
}
