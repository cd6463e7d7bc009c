import { request as ask } from 'node:http';

import { listRoutes } from '#access/routes.js';
import { limitedRoutes, limits } from '#service-kit/http/rate-limits.js';

import { closeWhatIsOpen, runInAFolder } from './testing/running-in-a-folder.js';

type Running = Awaited<ReturnType<typeof runInAFolder>>;

const wrongCode = 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG';

const byCode = (running: Running, path = 'your-story') =>
  fetch(`${running.address}/api/v1/${path}`, { headers: { 'x-newid-code': wrongCode } });

const enterCode = (running: Running, language: 'en' | 'cy') =>
  fetch(`${running.address}/${language}/your-story`, {
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code: wrongCode, command: 'c1' }),
    redirect: 'manual',
  });

async function timesOf(count: number, send: () => Promise<Response>): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const answer = await send();
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  return statuses;
}

describe('limits', () => {
  let running: Running;

  beforeEach(async () => {
    running = await runInAFolder('platform');
  }, 60_000);

  afterEach(() => running.close());

  it('are set on routes that are there', () => {
    const routes = new Set(listRoutes(running.app).map(({ method, address }) => `${method} ${address}`));
    expect(limitedRoutes.filter(({ method, route }) => !routes.has(`${method} ${route}`))).toEqual([]);
  });

  it('end the guessing of codes after 20 wrong ones, and say when to go on', async () => {
    const statuses = await timesOf(20, () => byCode(running));
    expect(statuses).not.toContain(429);

    const refused = await byCode(running);

    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(500);
    expect(wait).toBeLessThanOrEqual(600);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({ type: expect.stringContaining('too-many-requests'), status: 429 });
  });

  it('end it wherever a code can be carried to', async () => {
    const places = ['your-story/data', 'your-part', 'your-draft', 'your-story/readers'];
    for (const place of places) expect(await timesOf(5, () => byCode(running, place))).not.toContain(429);
    for (const place of [...places, 'your-story']) expect((await byCode(running, place)).status).toBe(429);
  });

  it.each([
    ['en', 'Too many requests'],
    ['cy', 'Gormod o geisiadau'],
  ] as const)('are explained on a page in %s', async (language, title) => {
    await timesOf(20, () => byCode(running));

    const refused = await enterCode(running, language);

    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    const html = await refused.text();
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).toContain(title);
  });

  it('of one thing leave the others alone', async () => {
    await timesOf(21, () => byCode(running));

    const page = await fetch(`${running.address}/en/your-story`);

    expect(page.status).toBe(200);
  });

  it('end the guessing of one-time links', async () => {
    const guess = () => fetch(`${running.address}/en/links/${'x'.repeat(43)}`, { headers: { accept: 'text/html' } });
    expect(await timesOf(20, guess)).not.toContain(429);
    expect((await guess()).status).toBe(429);
  });

  it('end the guessing of who may sign in', async () => {
    const guess = () =>
      fetch(`${running.address}/api/v1/sample-sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: '{"person":"nobody"}',
      });
    expect(await timesOf(20, guess)).not.toContain(429);
    expect((await guess()).status).toBe(429);
  });

  it('hold for stories, told or not', async () => {
    const tell = () =>
      fetch(`${running.address}/api/v1/programmes/p/stories`, { method: 'POST', body: '{}', headers: json() });
    expect(await timesOf(limits['tell-story'].most, tell)).not.toContain(429);
    expect((await tell()).status).toBe(429);
  }, 30_000);

  it('hold for everything, but never for the operator', async () => {
    const anything = () => fetch(`${running.address}/api/v1/nothing`);
    expect(await timesOf(limits.general.most, anything)).not.toContain(429);
    expect((await anything()).status).toBe(429);

    expect((await fetch(`${running.address}/livez`)).status).toBe(200);
    expect(await asOperator(running, '/api/v1/nothing')).toBe(404);
  }, 60_000);
});

describe('limits that are off', () => {
  afterEach(closeWhatIsOpen);

  it('are not there', async () => {
    const running = await runInAFolder('story-submission', { NEWID_RATE_LIMITS: 'off' });
    expect(await timesOf(30, () => byCode(running))).not.toContain(429);
    await running.close();
  }, 30_000);
});

const json = () => ({ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() });

const asOperator = ({ folder }: Running, path: string): Promise<number> =>
  new Promise((done, failed) => {
    ask({ socketPath: `${folder}/operator.sock`, path }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    })
      .on('error', failed)
      .end();
  });
