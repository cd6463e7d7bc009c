import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import {
  evaluator,
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/api/v1/programmes/telling/framework';
const page = '/programmes/telling/framework';
const sample = (name: string): string =>
  readFileSync(join(rootFolderOf(import.meta.url), 'samples/frameworks', name), 'utf8');

describe('the framework of themes of a programme', () => {
  let programmes: ProgrammeService;
  const themes = async () => (await programmes.ask('get', address)).body.themes;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
  });
  afterAll(() => programmes.service.close());

  it('is nothing at first, and its page says how to begin', async () => {
    expect(await themes()).toEqual([]);
    const browser = await programmes.service.browser(evaluator);
    const { page: empty } = await browser.open(`/en${page}`);
    expect(empty.mainText).toContain('The programme has no themes yet. Begin with those that come with Newid');
    expect((await browser.open('/en/programmes/telling')).page.linkTo('The themes that stories are coded with')).toBe(
      `/en${page}`,
    );
    const unchosen = await browser.send(`/en${page}`, {});
    expect([unchosen.status, unchosen.page.errors]).toEqual([422, [{ text: 'Select which themes', input: 'from' }]]);
    const noFile = await browser.send(`/en${page}`, { from: 'file' });
    expect(noFile.page.errors).toEqual([{ text: 'Select a file with themes', input: 'file' }]);
  });

  it('begins with the one that comes with Newid, in both languages', async () => {
    const browser = await programmes.service.browser(evaluator);
    const sent = await browser.send(`/cy${page}`, { from: 'shipped' });
    expect(sent.leadsTo).toBe(`/cy${page}?done=adopted`);
    const { page: shown } = await browser.open(sent.leadsTo ?? '');
    expect(shown.mainText).toContain('Mae’r themâu wedi’u mabwysiadu.');
    expect(shown.mainText).toContain('Gwasanaeth a sefydliad');
    expect(await themes()).toHaveLength(16);
    await programmes.service.settled();
    expect(programmes.service.said().at(-1)).toMatchObject({
      ...{ type: 'framework.adopted.v1', subject: 'framework/telling' },
      data: { programme: 'telling', revision: 1 },
    });
  });

  it('comes back as CSV as it went in', async () => {
    const { text } = await programmes.ask('get', `${address}.csv`);
    expect(text.replaceAll('\r\n', '\n').slice(1)).toBe(sample('lived-experience.csv'));
  });

  it('is changed by CSV, and keeps what is no longer used', async () => {
    const csv = 'id,kind,name_en,name_cy\nperson,circle,The person,Y person\nhope,theme,Hope,Gobaith\n';
    expect((await programmes.ask('put', address, { body: { csv } })).status).toBe(200);
    const found = await themes();
    expect(found).toHaveLength(17);
    const inUse = found.filter(({ isRetired }: { isRetired: boolean }) => !isRetired);
    expect(inUse.map(({ id }: { id: string }) => id)).toEqual(['person', 'hope']);
  });

  it('is refused whole where a row is wrong, and every wrong row is told', async () => {
    const csv = 'id,kind,name_en,name_cy\n,theme,Hope,Gobaith\nhome,house,Home,\n';
    const { status, body } = await programmes.ask('put', address, { body: { csv } });
    expect(status).toBe(422);
    expect(body.errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      'Row 2: the id has letters, figures and hyphens only, and is not blank',
      'Row 3: the kind is circle, marker or theme',
      'Row 3: the name in Welsh is missing',
    ]);
    expect(await themes()).toHaveLength(17);
  });

  it('is changed by those who may change the programme', async () => {
    const body = { shipped: 'lived-experience' };
    expect((await programmes.ask('put', address, { as: facilitator, body })).status).toBe(403);
    expect((await programmes.ask('put', address, { as: evaluatorElsewhere, body })).status).toBe(403);
    expect((await programmes.ask('put', address, { as: strangerOrganisation, body })).status).toBe(404);
    expect((await programmes.ask('get', address, { as: strangerOrganisation })).status).toBe(404);
    expect((await programmes.ask('get', address, { as: facilitator })).status).toBe(200);
  });
});
