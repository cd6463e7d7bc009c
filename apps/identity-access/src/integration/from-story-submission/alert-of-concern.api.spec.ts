import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';
import { aProgramme } from '#contracts/testing/a-programme.js';

import { administrator, startIdentityService, strangerAdministrator } from '../../testing/identity-service.js';

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

    // In a rehearsal, and when what is left of one is handed over late, no letter leaves.
    const at = '/rehearsed-letters/practice';
    const revise = (rehearsal: 'on' | 'over', revision: number) => {
      const programme = aProgramme({ id: 'practice', rehearsal });
      return service.receive(programmeRevisedV1, 'programme/practice', { programme, change: 'changed', revision });
    };
    await revise('on', 1);
    const browser = await service.browser(administrator);
    expect((await browser.open(`/en${at}`)).page.mainText).toContain('No letter would have gone out yet.');
    await service.receive(concernRaisedV1, 'concern/P', { ...raised, concern: 'P', programme: 'practice' });
    await service.settled();
    expect(await service.letters()).toHaveLength(2);
    const { mainText } = (await browser.open(`/en${at}`)).page;
    for (const text of [
      'REHEARSAL: Something for you to look at',
      'This is a rehearsal. Everything in this letter is invented, and it was sent to nobody.',
      'It would have gone to: lead@pont-y-bore.example',
      'It would have gone to: deputy@pont-y-bore.example',
    ]) {
      expect(mainText).toContain(text);
    }
    expect((await browser.open(`/cy${at}`)).page.heading).toContain('Llythyrau at bobl sydd â chyfrif');
    const { body } = await identity.ask('get', `/api/v1${at}`, { as: administrator });
    expect(body.items).toHaveLength(2);
    const stored = await service.runtime.store.read(`rehearsed-letter/${body.items[0].letter as string}`);
    expect(stored).not.toHaveLength(0);
    expect(JSON.stringify(stored)).not.toMatch(/@pont-y-bore|REHEARSAL/);
    expect((await identity.ask('get', `/api/v1${at}`, { as: strangerAdministrator })).status).toBe(404);
    await revise('over', 2);
    await service.receive(concernRaisedV1, 'concern/Q', { ...raised, concern: 'Q', programme: 'practice' });
    await service.settled();
    expect(await service.letters()).toHaveLength(2);
    expect((await identity.ask('get', `/api/v1${at}`, { as: administrator })).status).toBe(404);
    await service.close();
  });
});
