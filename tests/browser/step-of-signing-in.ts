import { Secret, TOTP } from 'otpauth';

import type { RunningNewid } from '../acceptance/running-newid.js';

type Answer = Readonly<Record<string, unknown>>;
type Send = (person: string, path: string, body: object) => Promise<Answer>;

const password = 'three blue boats at dawn';

/** Somebody with an app has just typed their password: the step that is left for them, which lasts ten minutes. */
export async function stepOfSigningIn({ address }: RunningNewid, send: Send): Promise<string> {
  const invited = await send('A1', '/api/v1/people', { name: 'Bryn Rees', roles: [{ role: 'collector' }] });
  const link = String(invited['link']).split('/').at(-1) ?? '';
  const ask = async (method: string, path: string, body?: object, token = ''): Promise<Answer> => {
    const response = await fetch(address + path, {
      method,
      headers: {
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const chosen = await ask('POST', `/api/v1/links/${link}`, { signInName: 'bryn.rees', password });
  const token = String(chosen['token']);
  const { secret } = await ask('GET', '/api/v1/my-second-step', undefined, token);
  const code = TOTP.generate({ secret: Secret.fromBase32(String(secret)) });
  await ask('PUT', '/api/v1/my-second-step', { password, code }, token);
  const signedIn = await fetch(`${address}/en/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'bryn.rees', password }),
    redirect: 'manual',
  });
  return signedIn.headers.get('location')?.split('/').at(-1) ?? '';
}
