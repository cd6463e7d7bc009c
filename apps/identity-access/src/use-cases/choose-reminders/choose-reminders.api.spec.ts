import { followUpAwaitedV1 } from '#contracts/impact-reporting/follow-up-awaited.v1.js';
import { meetingsAwaitedV1 } from '#contracts/panel-review/meetings-awaited.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { Awaited } from '#contracts/shared/awaited.js';
import { aProgramme } from '#contracts/testing/a-programme.js';

import { administrator, startIdentityService } from '../../testing/identity-service.js';

const at = '2026-11-21T10:00:00.000Z';

describe('what still needs somebody', () => {
  it('stands on their first page, and letters remind them of it until they stop them', async () => {
    const identity = await startIdentityService();
    const { service } = identity;
    const roles = [{ role: 'facilitator' as const }, { role: 'evaluator' as const }];
    await identity.join('F1', 'fflur@pont-y-bore.example', roles);
    const person = { person: 'F1', roles };
    const telling = { programme: aProgramme({ id: 'telling' }), change: 'ProgrammeCreated', revision: 1 };
    await service.receive(programmeRevisedV1, 'programme/telling', telling);
    const awaited = (given: Partial<Awaited>) =>
      service.receive(meetingsAwaitedV1, 'awaited/F1', {
        ...{ person: 'F1', items: [], remind: null, at, revision: 1 },
        ...given,
      });
    const home = async (language: string) => (await (await service.browser(person)).open(`/${language}`)).page;
    // Nor is it said of what came up since the list was made.
    expect((await home('en')).mainText).toMatch(
      /Nothing is waiting for you\.\s+What you have done is gone from the list in a moment\. What is new comes onto it/,
    );

    const read = { about: 'read', count: 2, dueOn: '2026-11-29' } as const;
    const lead = { about: 'lead', count: 1, dueOn: null } as const;
    await awaited({ items: [read, lead], remind: 'before', revision: 2 });
    // Late: an older list.
    await awaited({ items: [lead], revision: 1 });
    await service.receive(followUpAwaitedV1, 'awaited/F1', {
      ...{ person: 'F1', remind: null, at, revision: 1 },
      items: [{ about: 'feedback', count: 3, dueOn: '2026-11-01' }],
    });
    const { mainText, linkTo } = await home('en');
    for (const text of [
      '2 stories to read for meetings By 29 November 2026',
      '1 meeting that you lead waits for you',
      '3 people have not been told yet what a meeting said By 1 November 2026',
    ]) {
      expect(mainText).toContain(text);
    }
    expect(linkTo('2 stories to read for meetings')).toBe('/en/meetings');
    expect((await home('cy')).mainText).toContain('2 stori i’w darllen ar gyfer cyfarfodydd Erbyn 29 Tachwedd 2026');

    const letters = await service.letters();
    expect(letters.map(({ to, kind }) => [to, kind])).toEqual([['fflur@pont-y-bore.example', 'reminder']]);
    expect(letters[0]?.text).toContain('the day by which it is asked for is near');
    expect(letters[0]?.text).not.toMatch(/meeting|panel|read|choose your/i);

    const browser = await service.browser(person);
    const { page } = await browser.open('/en/reminders');
    expect(page.mainText).toContain('You get these emails.');
    await browser.send('/en/reminders', page.formValues);
    expect((await browser.open('/en/reminders')).page.buttons).toContain('Send me these emails again');
    await awaited({ items: [read], remind: 'after', revision: 3 });
    await service.settled();
    expect(await service.letters()).toHaveLength(1);
    expect((await home('en')).mainText).not.toContain('that you lead waits');

    await browser.send('/en/reminders', { reminders: 'come' });
    await awaited({ items: [read], remind: 'after', revision: 4 });
    await service.settled();
    expect((await service.letters()).map(({ text }) => text.includes('has gone by'))).toEqual([false, true]);

    // In a rehearsal it is made and shown, and sent to nobody.
    const programme = aProgramme({ id: 'practice', rehearsal: 'on' });
    const revised = { programme, change: 'ProgrammeCreated', revision: 1 };
    await service.receive(programmeRevisedV1, 'programme/practice', revised);
    await awaited({ items: [read], rehearsed: [{ programme: 'practice', remind: 'before' }], revision: 5 });
    await service.settled();
    expect(await service.letters()).toHaveLength(2);
    const shown = await identity.ask('get', '/api/v1/rehearsed-letters/practice', { as: administrator });
    expect(shown.body.items).toEqual([
      expect.objectContaining({
        ...{ kind: 'reminder', to: 'fflur@pont-y-bore.example', language: 'en' },
        subject: 'REHEARSAL: Something is waiting for you in Newid',
        text: expect.stringContaining('the day by which it is asked for is near'),
      }),
    ]);
    await service.close();
  }, 30_000);
});
