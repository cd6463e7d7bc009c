import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Reaction } from '#service-kit/service.js';
import { OutgoingMail } from '#mail/outgoing-mail.js';
import { MailUnavailable } from '#mail/mailer.js';
import { SmtpMailer } from '#mail/smtp/smtp-mailer.js';
import { startMailServer } from '#mail/testing/mail-server.js';
import type { RecordedEvent } from '#event-store/event-store.js';

import { invitationStream } from '../domain/invitation/invitation.js';
import { IdentitySettings } from '../identity-settings.js';
import { sendInvitations } from '../use-cases/invite-person/send-invitations.js';
import {
  administrator,
  goodPassword,
  startIdentityService,
  strangerAdministrator,
  type IdentityService,
} from './identity-service.js';

const address = 'sian@pont-y-bore.example';
const tokenIn = (text: string): string => /\/links\/([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? '';

describe('an invitation by mail', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  const as = administrator;
  const add = (more: object = { inviteTo: address }) =>
    identity.ask('post', '/api/v1/people', {
      as,
      body: { id: 'P1', name: 'Siân Nant', roles: [{ role: 'evaluator' }], language: 'cy', ...more },
    });
  const invite = (body: object = {}, by = as) => identity.ask('post', '/api/v1/people/P1/invitation', { as: by, body });
  const takeBack = (by = as) => identity.ask('post', '/api/v1/people/P1/invitation/withdrawal', { as: by });
  const stateOf = async () => (await identity.ask('get', '/api/v1/people/P1', { as })).body.invitation?.state;
  const letters = async () => {
    await identity.service.settled();
    return identity.service.letters();
  };
  const choose = (token: string) =>
    identity.ask('post', `/api/v1/links/${token}`, { body: { signInName: 'sian', password: goodPassword } });

  it('goes out in their language when they are added, and its link lets them choose a password, once', async () => {
    const added = await add();
    expect([added.status, added.body]).toEqual([201, { person: 'P1', link: null }]);
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      ...{ to: address, language: 'cy', kind: 'invitation', subject: 'Eich gwahoddiad i Newid' },
    });
    expect(letter?.text).toContain('https://stories.example/cy/links/');
    expect(letter?.text).toContain('Diwrnod olaf: 28 Tachwedd 2026');
    expect(letter?.html).toContain('<html lang="cy">');
    expect(`${letter?.text ?? ''}${letter?.html ?? ''}`).not.toContain('Nant');
    expect(await stateOf()).toBe('sent');
    const token = tokenIn(letter?.text ?? '');
    expect((await choose(token)).status).toBe(201);
    expect((await choose(token)).status).toBe(410);
    expect(await stateOf()).toBe('used');
    for (const refused of [await invite(), await takeBack()]) expect(refused.body.type).toContain('invitation-used');
    await identity.ask('post', '/api/v1/people/P1/links', { as, body: {} });
    expect(await stateOf()).toBe('used');
  });

  it('can be sent again to the same address or another one: the link of the last letter works alone', async () => {
    await add();
    const first = tokenIn((await letters())[0]?.text ?? '');
    expect((await invite()).status).toBe(202);
    const again = (await letters()).map(({ text }) => tokenIn(text)).filter((token) => token !== first);
    expect((await letters()).map(({ to }) => to)).toEqual([address, address]);
    expect((await choose(first)).status).toBe(410);
    await invite({ address: 'sian@elsewhere.example' });
    const last = (await letters()).find(({ to }) => to === 'sian@elsewhere.example');
    expect((await choose(again[0] ?? '')).status).toBe(410);
    expect((await choose(tokenIn(last?.text ?? ''))).status).toBe(201);
  });

  it('can be taken back: its link ends at once, and one that was made by hand since goes on', async () => {
    await add();
    const token = tokenIn((await letters())[0]?.text ?? '');
    expect((await takeBack()).status).toBe(204);
    expect((await choose(token)).status).toBe(410);
    expect(await stateOf()).toBe('taken-back');
    await invite();
    await letters();
    const made = await identity.ask('post', '/api/v1/people/P1/links', { as, body: {} });
    await letters();
    expect(await stateOf()).toBe('taken-back');
    expect((await choose(tokenIn(made.body.link))).status).toBe(201);
  });

  it('ends with the account', async () => {
    await add();
    const token = tokenIn((await letters())[0]?.text ?? '');
    await identity.ask('post', '/api/v1/people/P1/deactivation', { as });
    expect(await stateOf()).toBe('taken-back');
    expect((await invite()).body.type).toContain('person-deactivated');
    await identity.ask('post', '/api/v1/people/P1/reactivation', { as });
    expect((await choose(token)).status).toBe(410);
  });

  it('is over after seven days', async () => {
    await add();
    const token = tokenIn((await letters())[0]?.text ?? '');
    identity.wait(7 * 24 * 60);
    expect(await stateOf()).toBe('expired');
    expect((await choose(token)).status).toBe(410);
  });

  it('is refused without an address, with one that is none, and to an administrator of another organisation', async () => {
    await add({});
    const answers = [await invite(), await invite({ address: 'sian' }), await takeBack()];
    answers.push(await invite({ address }, strangerAdministrator), await takeBack(strangerAdministrator));
    expect(answers.map(({ status, body }) => [status, String(body.type).split('/').at(-1)])).toEqual([
      [422, 'invitation-address-missing'],
      [422, 'invitation-address-malformed'],
      [404, 'invitation-not-found'],
      [404, 'person-not-found'],
      [404, 'person-not-found'],
    ]);
    expect((await add({ id: 'P2', inviteTo: 'no address' })).status).toBe(422);
    expect(await letters()).toEqual([]);
  });

  it('leaves neither address nor link in clear in any store', async () => {
    await add();
    const token = tokenIn((await letters())[0]?.text ?? '');
    const { folder } = identity.service;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('outbox'))
      .map((entry) => join(entry.parentPath, entry.name));
    const holding = (text: string) => files.filter((file) => readFileSync(file).includes(text));
    expect(holding('P1')).not.toEqual([]);
    expect(holding(address)).toEqual([]);
    expect(holding(token)).toEqual([]);
  });
});

describe('an invitation while the mail server is away', () => {
  const toClose: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
  });

  it('waits, goes out once when it is back, and is known for one; what the server refuses is told', async () => {
    const identity = await startIdentityService({ sendsLetters: false });
    const { service } = identity;
    toClose.push(() => service.close());
    const reaction: Reaction = sendInvitations(
      new IdentitySettings(service.sessions, false, false, '127.0.0.1', false),
    );
    const asked = async (person: string, inviteTo: string): Promise<RecordedEvent> => {
      const body = { id: person, name: 'Nia Evans', roles: [{ role: 'evaluator' }], inviteTo };
      await identity.ask('post', '/api/v1/people', { as: administrator, body });
      const [event] = await service.runtime.store.read(invitationStream(person));
      if (event === undefined) throw new Error('Nobody was invited');
      return event;
    };
    const stateOf = async (person: string) =>
      (await identity.ask('get', `/api/v1/people/${person}`, { as: administrator })).body.invitation.state;

    const spare = await startMailServer();
    const { port } = spare;
    await spare.close();
    const mailer = new SmtpMailer(
      { host: '127.0.0.1', port, isTlsFromTheStart: false, needsTls: false },
      'newid@s.example',
    );
    toClose.push(() => mailer.close());
    const over = service.runtime.with({ mail: new OutgoingMail(mailer, 'https://stories.example') });

    const event = await asked('P1', address);
    await expect(reaction.on(event, over)).rejects.toBeInstanceOf(MailUnavailable);
    expect(await stateOf('P1')).toBe('waiting');
    const [, written] = await service.runtime.store.read(invitationStream('P1'));

    const server = await startMailServer(
      {
        onRcptTo: ({ address: to }, _session, answer) => {
          answer(to.startsWith('gone') ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null);
        },
      },
      port,
    );
    toClose.push(() => server.close());
    await reaction.on(event, over);
    await reaction.on(event, over);
    expect(await stateOf('P1')).toBe('sent');
    const arrived = await server.arrived();
    expect(arrived.map(({ to }) => to)).toEqual([address]);
    // The link that was kept before the outage is the one in the letter.
    const events = await service.runtime.store.read(invitationStream('P1'));
    expect(events.map((each) => each.event.type)).toEqual(['InvitationAsked', 'InvitationWritten', 'InvitationSent']);
    expect(events[1]).toEqual(written);
    expect(await service.sessions.seeLink(tokenIn(arrived[0]?.text ?? ''))).toMatchObject({ person: 'P1' });

    await reaction.on(await asked('P2', 'gone@pont-y-bore.example'), over);
    expect(await stateOf('P2')).toBe('refused');
  });
});
