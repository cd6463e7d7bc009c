import type { RoleName } from '#contracts/shared/shapes.js';

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
});
