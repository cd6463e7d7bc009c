import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aLetter, mailerContract } from '../contract/mailer.contract.js';
import { MailRefused, MailUnavailable } from '../mailer.js';
import { makeCertificate, startMailServer } from '../testing/mail-server.js';
import { SmtpMailer } from './smtp-mailer.js';
import { smtpSettings, SmtpUnusable } from '../smtp-settings.js';

const from = 'Newid <newid@straeon.example>';

function mailerTo(url: string, caFile?: string): SmtpMailer {
  const settings = smtpSettings({ NEWID_SMTP_URL: url, NEWID_SMTP_CA_FILE: caFile });
  if (settings === undefined) throw new Error('No server was named');
  return new SmtpMailer(settings, from);
}

mailerContract('a mail server', async () => {
  const server = await startMailServer();
  const mailer = mailerTo(`smtp://127.0.0.1:${String(server.port)}`);
  return {
    mailer,
    arrived: server.arrived,
    close: async () => {
      await mailer.close();
      await server.close();
    },
  };
});

const failure = (sending: Promise<void>): Promise<unknown> =>
  sending.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('mail over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-smtp-'));
  const certificate = makeCertificate();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, certificate.cert);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('goes up to TLS before it gives a password', async () => {
    const server = await startMailServer({ ...certificate, authOptional: false });
    const mailer = mailerTo(`smtp://newid:right@localhost:${String(server.port)}`, caFile);
    await mailer.send(aLetter);
    expect(server.cameOverTls()).toEqual([true]);
    expect((await server.arrived()).map(({ to }) => to)).toEqual(['sian@pont-y-bore.example']);
    await server.close();
  });

  it('gives no password to a server without TLS, nor to one that nobody vouches for', async () => {
    const plain = await startMailServer({ hideSTARTTLS: true, allowInsecureAuth: true });
    const toPlain = await failure(mailerTo(`smtp://newid:right@localhost:${String(plain.port)}`).send(aLetter));
    const unknown = await startMailServer(certificate);
    const toUnknown = await failure(mailerTo(`smtp://newid:right@localhost:${String(unknown.port)}`).send(aLetter));
    for (const error of [toPlain, toUnknown]) expect(error).toBeInstanceOf(MailUnavailable);
    expect([...plain.passwordsSeen(), ...unknown.passwordsSeen()]).toEqual([]);
    expect(await plain.arrived()).toEqual([]);
    await plain.close();
    await unknown.close();
  });

  it('waits where the password is not taken: a changed password is put right by people', async () => {
    const server = await startMailServer({ ...certificate, authOptional: false });
    const error = await failure(mailerTo(`smtp://newid:wrong@localhost:${String(server.port)}`, caFile).send(aLetter));
    expect(error).toEqual(new MailUnavailable('not-let-in'));
    await server.close();
  });
});

describe('a mail server that does not take a letter', () => {
  it('is away: the letter is for later, and goes when the server is back', async () => {
    const gone = await startMailServer();
    await gone.close();
    const mailer = mailerTo(`smtp://127.0.0.1:${String(gone.port)}`);
    expect(await failure(mailer.send(aLetter))).toEqual(new MailUnavailable('away'));
    const back = await startMailServer({}, gone.port);
    await mailer.send(aLetter);
    expect(await back.arrived()).toHaveLength(1);
    await back.close();
  });

  it.each([
    [450, new MailUnavailable('asks-to-wait')],
    [550, new MailRefused()],
    // It wants a password first: how it is set up here, and no fault of the letter.
    [530, new MailUnavailable('not-let-in')],
  ])('answers %d, which is told without the address', async (responseCode, expected) => {
    const server = await startMailServer({
      onRcptTo: ({ address }, _session, answer) => {
        answer(Object.assign(new Error(`Not ${address}`), { responseCode }));
      },
    });
    const error = await failure(mailerTo(`smtp://127.0.0.1:${String(server.port)}`).send(aLetter));
    expect(error).toEqual(expected);
    expect(JSON.stringify([error, String(error), error instanceof Error ? error.stack : ''])).not.toContain('sian');
    await server.close();
  });
});

it('a list of addresses is one address that nobody has: no one on it is written to', async () => {
  const asked: string[] = [];
  const server = await startMailServer({
    onRcptTo: ({ address }, _session, answer) => {
      asked.push(address);
      answer();
    },
  });
  const mailer = mailerTo(`smtp://127.0.0.1:${String(server.port)}`);
  for (const between of [', ', ',', ';', ' ']) {
    await failure(mailer.send({ ...aLetter, to: `sian@pont-y-bore.example${between}gwen@pont-y-bore.example` }));
  }
  await mailer.close();
  await server.close();
  expect(asked.filter((address) => /^(sian|gwen)@/.test(address))).toEqual([]);
});

describe('the address of a mail server', () => {
  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, isTlsFromTheStart: false, needsTls: true }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, isTlsFromTheStart: true, needsTls: false }],
    ['smtp://[::1]:25', { host: '::1', port: 25, isTlsFromTheStart: false, needsTls: false }],
    [
      'smtp://a%40b:p%2Fq@127.0.0.1:2525',
      { host: '127.0.0.1', port: 2525, isTlsFromTheStart: false, needsTls: true, auth: { user: 'a@b', pass: 'p/q' } },
    ],
  ])('%s', (url, expected) => {
    expect(smtpSettings({ NEWID_SMTP_URL: url })).toEqual(expected);
  });

  it('is not another kind of address, and a mistake is told without the password', () => {
    for (const url of ['https://newid:secret@mail.example', 'newid:secret@mail.example', 'smtp://']) {
      const reading = (): unknown => smtpSettings({ NEWID_SMTP_URL: url });
      expect(reading).toThrow(SmtpUnusable);
      expect(reading).not.toThrow(/secret/);
    }
  });
});
