import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StartRefused } from '#service-kit/configuration/start-refused.js';

import { doorsOfServices } from './doors-of-services.js';

const parked = '/api/v1/operations/parked';
const rights = '/api/v1/rights-requests';

interface Said {
  readonly status: number;
  readonly body: object;
}

describe('the services that run with a folder, each in a process of its own', () => {
  let folder: string;
  const servers: Server[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'newid-doors-'));
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    rmSync(folder, { recursive: true });
  });

  /** A process with a door in the folder. Gives what it was asked, with the bodies, but for whether it lives. */
  async function run(service: string, answers: Readonly<Record<string, Said>>, pid = 4711): Promise<readonly string[]> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      const { status, body } =
        line === 'GET /livez'
          ? { status: 200, body: {} }
          : (answers[line] ?? { status: 404, body: { detail: `${service} has nothing there` } });
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (line !== 'GET /livez') asked.push([line, ...parts.map(String)].join(' '));
        response.writeHead(status).end(JSON.stringify(body));
      });
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(join(folder, `operator-${service}-${String(pid)}.sock`), done));
    return asked;
  }

  const inJson = ({ status, text }: { readonly status: number; readonly text: string }) => ({
    status,
    said: JSON.parse(text) as Readonly<Record<string, unknown>>,
  });

  it('are all asked what concerns every service: lists are put together, and a claim holds if it holds for each', async () => {
    await run('panel-review', { [`GET ${parked}`]: { status: 200, body: { parked: ['a'], isAll: true, of: 'east' } } });
    await run('impact-reporting', { [`GET ${parked}`]: { status: 200, body: { parked: ['b'], isAll: false } } });
    await run('identity-access', {});
    const { status, said } = inJson(await (await doorsOfServices(folder)).send('GET', parked));
    expect({ ...said, parked: [...(said['parked'] as string[])].sort() }).toEqual({
      ...{ parked: ['a', 'b'], isAll: false, of: 'east' },
    });
    expect(status).toBe(200);
  });

  it.each([
    ['panel-review', 'impact-reporting'],
    ['impact-reporting', 'panel-review'],
  ])('give the problem of %s, whatever %s answers', async (away, there) => {
    await run(away, { [`GET ${parked}`]: { status: 503, body: { detail: 'away' } } });
    await run(there, { [`GET ${parked}`]: { status: 200, body: { parked: [] } } });
    expect(inJson(await (await doorsOfServices(folder)).send('GET', parked))).toEqual({
      status: 503,
      said: { detail: 'away' },
    });
  });

  it('are asked for the rest until one knows the address, with what is sent', async () => {
    const others = await Promise.all([run('identity-access', {}), run('panel-review', {})]);
    const asked = await run('story-submission', { [`POST ${rights}`]: { status: 422, body: { detail: 'no' } } });
    const door = await doorsOfServices(folder);
    expect(inJson(await door.send('POST', rights, { right: 'see' }))).toEqual({ status: 422, said: { detail: 'no' } });
    expect(asked).toEqual([`POST ${rights} {"right":"see"}`]);
    expect(others.flat().every((line) => line === asked[0])).toBe(true);
    expect((await door.send('GET', '/api/v1/nowhere')).status).toBe(404);
  });

  it('answer once for each, though two processes of one run and a third was killed', async () => {
    const found = { [`GET ${parked}`]: { status: 200, body: { parked: ['a'] } } };
    for (const pid of [2, 3, 5]) writeFileSync(join(folder, `operator-panel-review-${String(pid)}.sock`), '');
    await run('panel-review', found, 4);
    await run('panel-review', found, 6);
    expect(inJson(await (await doorsOfServices(folder)).send('GET', parked)).said).toEqual({ parked: ['a'] });
  });

  it('are given a file by the one that takes files, and say so where it does not run', async () => {
    async function* file(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('title,');
      yield Buffer.from('story');
    }
    const imports = '/api/v1/programmes/telling/imports';
    const other = await run('panel-review', {});
    const upload = async () => (await doorsOfServices(folder)).upload(imports, file(), { 'content-type': 'text/csv' });
    await expect(upload()).rejects.toThrow(/^story-submission does not run with the folder /);
    const asked = await run('story-submission', { [`POST ${imports}`]: { status: 202, body: { import: 'i1' } } });
    expect(inJson(await upload())).toEqual({ status: 202, said: { import: 'i1' } });
    expect([asked.map((line) => line.replaceAll(' ', '')), other]).toEqual([[`POST${imports}title,story`], []]);
  });

  it('are said not to run, with the folder, where none does', async () => {
    writeFileSync(join(folder, 'operator-panel-review-1.sock'), '');
    await run('panel-review', {}, 2);
    await new Promise((done) => servers.pop()?.close(done));
    const opening = doorsOfServices(folder);
    await expect(opening).rejects.toThrow(StartRefused);
    await expect(opening).rejects.toThrow(folder);
  });
});
