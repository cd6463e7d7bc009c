import type { Visitor } from '#web/testing/visitor.js';

import { administrator, startIdentityService, type IdentityService } from './identity-service.js';

describe('the pages of an invitation by mail', () => {
  let identity: IdentityService;
  let browser: Visitor;
  beforeEach(async () => {
    identity = await startIdentityService();
    browser = await identity.service.browser(administrator);
  });
  afterEach(() => identity.service.close());

  it('ask for the address when somebody is added, say what is wrong with it, and keep what was typed', async () => {
    const form = { name: 'Siân Nant', roles: ['collector'], language: 'cy', inviteTo: 'sian' };
    const wrong = await browser.send('/en/people/add-person', form);
    expect(wrong.status).toBe(422);
    expect(wrong.page.errors).toEqual([
      { text: 'Enter an email address in the correct format, like name@example.com', input: 'inviteTo' },
    ]);
    expect(wrong.page.formValues).toMatchObject({ name: 'Siân Nant', inviteTo: 'sian', language: 'cy' });
    const right = await browser.send('/en/people/add-person', { ...form, inviteTo: 'sian@pont-y-bore.example' });
    expect([right.status, right.leadsTo]).toEqual([303, expect.stringMatching(/^\/en\/people\/.+\?done=invited$/)]);
    await identity.service.settled();
    const { page } = await browser.open(right.leadsTo ?? '');
    expect(page.text).toContain('The invitation is on its way.');
    expect(page.text).toMatch(/Invitation by email\s+Sent/);
    expect(page.text).not.toContain('sian@');
    expect(await identity.service.letters()).toHaveLength(1);
  });

  it.each([
    {
      ...{ language: 'en', heading: 'Invite by email', sendAgain: 'Send it again' },
      sent: 'The invitation was sent. Its link works until: 28 November 2026.',
      takenBack: 'The invitation was taken back. Its link does not work.',
    },
    {
      ...{ language: 'cy', heading: 'Gwahodd drwy e-bost', sendAgain: 'Ei anfon eto' },
      sent: 'Cafodd y gwahoddiad ei anfon. Mae ei ddolen yn gweithio tan: 28 Tachwedd 2026.',
      takenBack: 'Cafodd y gwahoddiad ei dynnu’n ôl. Nid yw ei ddolen yn gweithio.',
    },
  ])('send it, send it again and take it back, in $language', async (words) => {
    await identity.invite('P1');
    const address = `/${words.language}/people/P1/invitation`;
    expect((await browser.open(address)).page.heading).toBe(words.heading);
    const missing = await browser.send(address, { address: '' });
    expect([missing.status, missing.page.errors[0]?.input]).toEqual([422, 'address']);
    expect((await browser.send(address, { address: 'nia@pont-y-bore.example' })).status).toBe(303);
    await identity.service.settled();
    const sent = (await browser.open(address)).page;
    expect(sent.text).toContain(words.sent);
    expect(sent.text).toContain(words.sendAgain);
    expect((await browser.send(address, { address: '' })).status).toBe(303);
    await identity.service.settled();
    expect(await identity.service.letters()).toHaveLength(2);
    const back = await browser.send(address, { act: 'take-back' });
    expect(back.leadsTo).toBe(`/${words.language}/people/P1?done=taken-back`);
    expect((await browser.open(address)).page.text).toContain(words.takenBack);
  });
});
