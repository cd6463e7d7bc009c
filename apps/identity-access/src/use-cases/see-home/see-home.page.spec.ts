import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { RoleName } from '#contracts/shared/shapes.js';

import { aProgramme } from '#contracts/testing/a-programme.js';

import { startIdentityService, type IdentityService } from '../../testing/identity-service.js';

describe('the first page of whoever signed in', () => {
  let identity: IdentityService;
  beforeAll(async () => {
    identity = await startIdentityService();
  });
  afterAll(() => identity.service.close());

  const firstPageOf = async (language: 'en' | 'cy', ...roles: readonly RoleName[]) => {
    const browser = await identity.service.browser({ person: 'P1', roles: roles.map((role) => ({ role })) });
    const { status, leadsTo } = await browser.open(`/${language}`);
    return [status, leadsTo];
  };

  it('is the list of meetings for a member of a panel, who works nowhere else', async () => {
    expect(await firstPageOf('en', 'panel-member')).toEqual([303, '/en/meetings']);
    expect(await firstPageOf('cy', 'panel-member')).toEqual([303, '/cy/meetings']);
  });

  it('says for everybody else what needs them, and where they can go', async () => {
    expect(await firstPageOf('en', 'facilitator')).toEqual([200, undefined]);
    expect(await firstPageOf('en', 'panel-member', 'collector')).toEqual([200, undefined]);
  });

  it('says where to start until there is a programme, to those who can make one', async () => {
    const seenBy = async (role: RoleName) => {
      const browser = await identity.service.browser({ person: 'P2', roles: [{ role }] });
      return (await browser.open('/en')).page;
    };
    const administrators = await seenBy('administrator');
    expect(administrators.text).toContain('Where to start');
    expect(administrators.linkTo('Create a programme')).toBe('/en/create-programme');
    expect(administrators.linkTo('Add the people who work in it')).toBe('/en/people/add-person');
    expect(administrators.text).not.toContain('Nothing is waiting for you.');
    const evaluators = await seenBy('evaluator');
    expect(evaluators.linkTo('Create a programme')).toBe('/en/create-programme');
    expect(evaluators.links.map(({ name }) => name)).not.toContain('Add the people who work in it');
    expect((await seenBy('facilitator')).text).not.toContain('Where to start');
    await identity.service.receive(programmeRevisedV1, 'programme/telling', {
      ...{ programme: aProgramme({ id: 'telling', rehearsal: 'on' }), revision: 1, change: 'ProgrammeCreated' },
    });
    expect((await seenBy('evaluator')).text).toContain('Where to start');
    await identity.service.receive(programmeRevisedV1, 'programme/telling', {
      ...{ programme: aProgramme({ id: 'real' }), revision: 1, change: 'ProgrammeCreated' },
    });
    const begun = await seenBy('evaluator');
    expect(begun.text).not.toContain('Where to start');
    expect(begun.text).toContain('Nothing is waiting for you.');
  });
});
