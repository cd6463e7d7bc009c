import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { format } from 'prettier';

import { rootFolderOf } from '#web/source-folder.js';

import { closeWhatIsOpen, processNames, runInAFolder } from './testing/running-in-a-folder.js';

const folder = join(rootFolderOf(import.meta.url), 'docs/api');
const renews = process.env['NEWID_RENEW_SNAPSHOTS'] === '1';

/** Others build on these documents: what changes in them is seen in a commit. */
async function expectAsCommitted(file: string, document: unknown): Promise<void> {
  const path = join(folder, file);
  if (renews) writeFileSync(path, await format(JSON.stringify(document), { parser: 'json', printWidth: 120 }));
  expect(document).toEqual(JSON.parse(readFileSync(path, 'utf8')));
}

describe.each(processNames)('what %s says of itself', (name) => {
  const documents = new Map<string, unknown>();

  beforeAll(async () => {
    const running = await runInAFolder(name);
    for (const address of ['/api/v1/openapi.json', '/api/v1/asyncapi.json']) {
      documents.set(address, await (await fetch(running.address + address)).json());
    }
    await running.close();
  }, 60_000);

  afterAll(closeWhatIsOpen);

  it('is OpenAPI 3.1, as committed in docs/api (renew with NEWID_RENEW_SNAPSHOTS=1)', async () => {
    const document = documents.get('/api/v1/openapi.json');
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Newid' } });
    await expectAsCommitted(`${name}.openapi.json`, document);
  });

  it('is AsyncAPI 3, as committed in docs/api (renew with NEWID_RENEW_SNAPSHOTS=1)', async () => {
    const document = documents.get('/api/v1/asyncapi.json');
    expect(document).toMatchObject({ asyncapi: '3.0.0' });
    await expectAsCommitted(`${name}.asyncapi.json`, document);
  });
});
