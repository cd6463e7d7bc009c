import { Module } from '@nestjs/common';

import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { aProgramme } from '#contracts/testing/a-programme.js';

import { knownProgrammes, knownProgrammesModel } from './known-programmes.js';
import { serviceKitErrors } from '../service-kit-errors.js';
import type { ServiceDefinition } from '../service.js';
import { startTestService, type TestService } from '../testing/service-harness.js';

@Module({})
class NoRoutes {}

const definition: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: {},
  readModels: [knownProgrammesModel],
  listensTo: [programmeRevisedV1],
  speaks: [],
  publishes: () => [],
  reactions: [],
  background: [],
  module: () => ({ module: NoRoutes }),
};

describe('what a service knows of programmes', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(definition, serviceKitErrors);
  });
  afterEach(() => service.close());

  const revised = (revision: number, purpose: string, id = 'telling') =>
    service.receive(programmeRevisedV1, `programme/${id}`, {
      programme: aProgramme({ id, purpose: { en: purpose, cy: purpose } }),
      change: 'ProgrammeRevised',
      revision,
    });
  const known = async (id = 'telling') => {
    const found = await service.runtime.views.get(knownProgrammes, id);
    return found === undefined ? undefined : [found.organisation, found.revision, found.design.purpose.en];
  };

  it('is nothing before it is told', async () => {
    expect(await known()).toBeUndefined();
  });

  it('is the last design it was told, of each programme', async () => {
    await revised(1, 'First');
    await revised(2, 'Second');
    await revised(1, 'Other', 'hearing');
    expect(await known()).toEqual(['pont-y-bore', 2, 'Second']);
    expect(await known('hearing')).toEqual(['pont-y-bore', 1, 'Other']);
  });

  it('does not go back to an older design that comes late, or the same that comes again', async () => {
    await revised(2, 'Second');
    await revised(1, 'First');
    await revised(2, 'Second, again');
    expect(await known()).toEqual(['pont-y-bore', 2, 'Second']);
  });

  it('is nothing any more of a rehearsal that is over, and all there is of one that goes on', async () => {
    const told = (rehearsal: 'on' | 'over', revision: number) =>
      service.receive(programmeRevisedV1, 'programme/telling', {
        ...{ programme: aProgramme({ rehearsal }), change: 'RehearsalRemoved', revision },
      });
    await told('on', 1);
    expect(await known()).toEqual(['pont-y-bore', 1, 'To learn']);
    await told('over', 2);
    expect(await known()).toBeUndefined();
    await revised(1, 'Other', 'hearing');
    expect(await known('hearing')).toEqual(['pont-y-bore', 1, 'Other']);
  });
});
