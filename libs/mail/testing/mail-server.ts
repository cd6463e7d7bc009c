import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

import { readLetter, type ReadLetter } from './letters-in.js';

export interface MailServer {
  readonly port: number;
  readonly arrived: () => Promise<readonly ReadLetter[]>;
  /** Whether each letter came over TLS. */
  readonly cameOverTls: () => readonly boolean[];
  readonly passwordsSeen: () => readonly string[];
  close(): Promise<void>;
}

/** A real SMTP server on a port of its own. Left out of `options`: it asks for no password. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const raw: Buffer[] = [];
  const overTls: boolean[] = [];
  const passwords: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, answer) => {
      passwords.push(password ?? '');
      if (username === 'newid' && password === 'right') answer(null, { user: 'newid' });
      else answer(new Error('Not let in'));
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        raw.push(Buffer.concat(parts));
        overTls.push(session.secure);
        done();
      });
    },
    ...options,
  });
  // A client that turns away in the middle of TLS is what some tests are about.
  server.on('error', () => undefined);
  const listening = await new Promise<ReturnType<SMTPServer['listen']>>((resolve) => {
    const net = server.listen(port, '127.0.0.1', () => {
      resolve(net);
    });
  });
  const address = listening.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    arrived: () => Promise.all(raw.map(readLetter)),
    cameOverTls: () => overTls,
    passwordsSeen: () => passwords,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Of localhost, signed by itself. */
export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'newid-certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...made, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
