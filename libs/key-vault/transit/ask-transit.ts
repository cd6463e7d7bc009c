import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

import { codeOf } from '../epoch-key-file.js';
import type { TransitSettings } from './transit-settings.js';

export type TransitAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** A code of the network or of TLS, or `timeout`. */
  | { readonly kind: 'away'; readonly because: string };

/** Far more than any answer of a transit engine. */
const longestAnswer = 65_536;

/** Never throws: what went wrong is an answer as well. */
export function askTransit(
  { server, namespace, ca, patienceMs }: TransitSettings,
  path: string,
  token: string,
  body: Readonly<Record<string, string>>,
): Promise<TransitAnswer> {
  const bytes = Buffer.from(JSON.stringify(body));
  const options = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': String(bytes.length),
      'x-vault-token': token,
      // An agent or proxy may be set to ask for it.
      'x-vault-request': 'true',
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
    },
    signal: AbortSignal.timeout(patienceMs),
    agent: false as const,
  };
  return new Promise((resolve) => {
    const failed = (error: unknown): void => {
      const code = codeOf(error) ?? 'unknown';
      resolve({ kind: 'away', because: code === 'ABORT_ERR' ? 'timeout' : code });
    };
    const url = new URL(path, server);
    const asked =
      server.protocol === 'https:'
        ? overHttps(url, { ...options, ...(ca === undefined ? {} : { ca }) })
        : overHttp(url, options);
    asked.on('error', failed);
    asked.on('response', (answer) => {
      const parts: Buffer[] = [];
      let length = 0;
      answer.on('data', (part: Buffer) => {
        length += part.length;
        if (length > longestAnswer) asked.destroy(new Error('too long'));
        else parts.push(part);
      });
      answer.on('error', failed);
      answer.on('end', () => {
        resolve({ kind: 'answered', status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    asked.end(bytes);
  });
}
