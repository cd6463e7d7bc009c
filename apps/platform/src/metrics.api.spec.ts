import { writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { tmpdir, networkInterfaces } from 'node:os';
import { join } from 'node:path';

import { closeWhatIsOpen, runInAFolder } from './testing/running-in-a-folder.js';

const setUp = async (address: string, link: string) =>
  fetch(`${address}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
    body: JSON.stringify({
      link,
      organisation: { en: 'Canary of Pont y Bore', cy: 'Caneri Pont y Bore' },
      name: 'Canary Jones',
    }),
  });

/** The value of one line of the exposition format. */
const valueOf = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
};

const statusAt = (host: string, port: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((done, failed) => {
    ask({ host, port, path: '/metrics', headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    })
      .on('error', failed)
      .end();
  });

describe('metrics', () => {
  afterEach(closeWhatIsOpen);

  it('count what was asked, written and shown, and hold no text and no token', async () => {
    const running = await runInAFolder('platform');
    const link = await running.setUpLink();
    await setUp(running.address, link);
    await fetch(`${running.address}/en/links/${link}`);
    await running.settled();

    const answer = await fetch(`${running.address}/metrics`);
    const text = await answer.text();

    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const count = 'newid_http_request_duration_seconds_count';
    expect(valueOf(text, `${count}{method="POST",route="/api/v1/set-up",status="201"}`)).toBe(1);
    expect(text).toContain(`${count}{method="GET",route="/:language/links/:token"`);
    // The organisation, its first administrator, and that they were signed in: a stream each.
    const written = 'newid_event_store_append_duration_seconds_count{service="identity-access",outcome="written"}';
    expect(valueOf(text, written)).toBe(3);
    expect(valueOf(text, 'newid_relay_backlog_commits{service="identity-access"}')).toBe(0);
    expect(valueOf(text, 'newid_projection_lag_commits{service="identity-access",read_model="people"}')).toBe(0);
    expect(valueOf(text, 'newid_projection_stopped{service="identity-access",read_model="people"}')).toBe(0);
    expect(valueOf(text, 'newid_follower_lag_commits{service="identity-access",follower="outbox"}')).toBe(0);
    expect(valueOf(text, 'newid_follower_stopped{service="identity-access",follower="outbox"}')).toBe(0);
    expect(text).toContain('# TYPE newid_parked_streams gauge');
    expect(text).toContain('newid_bus_reachable 1\n');
    expect(text).toMatch(/^newid_inbox_backlog_messages\{group="[\w-]+",topic="newid\.[\w-]+"\} 0$/m);
    expect(text).not.toMatch(/Canary|Caneri/);
    expect(text).not.toContain(link);
    await running.close();
  }, 60_000);

  it('are only for this machine, and for whoever shows the token', async () => {
    const token = 'a-token-of-metrics-with-32-letters';
    const file = join(tmpdir(), `newid-metrics-token-${String(process.pid)}`);
    writeFileSync(file, `${token}\n`);
    const running = await runInAFolder('identity-access', { NEWID_HOST: '0.0.0.0', NEWID_METRICS_TOKEN_FILE: file });
    const port = new URL(running.address).port;
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    const through = { 'x-forwarded-for': '192.0.2.7' };
    // Where the machine has no other address, a proxy stands for the outside.
    const [host, elsewhere] = outside === undefined ? ['127.0.0.1', through] : [outside, {}];

    expect(await statusAt('127.0.0.1', port, {})).toBe(200);
    expect(await statusAt('127.0.0.1', port, through)).toBe(404);
    expect(await statusAt(host, port, elsewhere)).toBe(404);
    expect(await statusAt(host, port, { ...elsewhere, authorization: 'Bearer wrong' })).toBe(404);
    expect(await statusAt(host, port, { ...elsewhere, authorization: `Bearer ${token}` })).toBe(200);
    await running.close();
  }, 30_000);
});
