import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';

import { startIdentityService } from '../../testing/identity-service.js';

describe('a concern that was raised', () => {
  it('is told by a letter to the lead and the deputy, once each, and the letter says nothing of it', async () => {
    const identity = await startIdentityService();
    const { service } = identity;
    await identity.join('L1', 'lead@pont-y-bore.example');
    await identity.join('D1', 'deputy@pont-y-bore.example');
    await identity.join('N1', 'nia-evans');
    const raised = {
      ...{ concern: 'C', programme: 'telling', tell: ['L1', 'D1', 'N1', 'nobody'] },
      ...{ dueAt: '2026-11-22T10:00:00.000Z', at: '2026-11-21T10:00:00.000Z' },
    };
    await service.receive(concernRaisedV1, 'concern/C', raised);
    await service.receive(concernRaisedV1, 'concern/C', raised);
    await service.settled();
    const letters = await service.letters();
    expect(letters.map(({ to }) => to).sort()).toEqual(['deputy@pont-y-bore.example', 'lead@pont-y-bore.example']);
    expect(letters[0]).toMatchObject({
      subject: 'Something for you to look at',
      kind: 'concern-raised',
      language: 'en',
    });
    expect(letters[0]?.text).toContain('https://stories.example/en/programmes/telling/stories/concerns');
    await service.receive(concernRaisedV1, 'concern/D', { ...raised, concern: 'D' }, 'others');
    expect(await service.letters()).toHaveLength(2);
    await service.close();
  });
});
