import { aPeriod } from '#contracts/testing/a-programme.js';

import {
  evaluator,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

describe('the list of programmes', () => {
  let programmes: ProgrammeService;
  beforeEach(async () => {
    programmes = await startProgrammeService();
  });
  afterEach(() => programmes.service.close());
  const open = async (address: string, person = evaluator) =>
    (await (await programmes.service.browser(person)).open(address)).page;
  const names = async (address: string) => {
    const { root } = await open(address);
    return root.querySelectorAll('main h2').map(({ textContent }) => textContent.trim());
  };
  const createThree = async () => {
    await programmes.create({ id: 'carers', name: { en: 'Carers', cy: 'Gofalwyr' } });
    await programmes.create({ id: 'sea', name: { en: 'Sea', cy: 'Môr' }, periods: [aPeriod({ status: 'open' })] });
    await programmes.create({ id: 'youth', name: { en: 'Youth', cy: 'Ieuenctid' } });
  };

  it('leads to creating the first, for those who may', async () => {
    const page = await open('/en/programmes');
    expect(page.mainText).toContain('There is no programme yet. Create the first');
    expect(page.linkTo('Create a programme')).toBe('/en/create-programme');
    const reader = await open('/cy/programmes', facilitator);
    expect(reader.mainText).toContain('Nid oes rhaglen eto. Gall gweinyddwr neu werthuswr greu un.');
    expect(reader.links.filter(({ href }) => href.endsWith('create-programme'))).toEqual([]);
  });

  it('is searched and sorted by its address, so that it can be kept and sent on', async () => {
    await createThree();
    expect(await names('/en/programmes')).toEqual(['Carers', 'Sea', 'Youth']);
    expect(await names('/cy/programmes')).toEqual(['Gofalwyr', 'Ieuenctid', 'Môr']);
    expect(await names('/en/programmes?order=open-first')).toEqual(['Sea', 'Carers', 'Youth']);
    expect(await names('/cy/programmes?q=MOR&order=name')).toEqual(['Môr']);
    const found = await open('/en/programmes?q=sea&order=open-first');
    expect(found.mainText).toContain('1 programme');
    expect(found.field('Search by name or purpose').value).toBe('sea');
    expect(found.field('Sort by').value).toBe('open-first');
  });

  it('says that nothing was found, and leads back to all', async () => {
    await createThree();
    const page = await open('/en/programmes?q=%3Cb%3Ezzz');
    expect(page.mainText).toContain('No results found: <b>zzz');
    expect(page.linkTo('See all programmes')).toBe('/en/programmes');
  });

  it('bears any query', async () => {
    await createThree();
    expect(await names('/en/programmes?q=a&q=b&order=zzz&order=name')).toEqual(['Carers', 'Sea', 'Youth']);
  });

  it('holds all of more than a hundred, in their order, with how many there are', async () => {
    const numbered = Array.from({ length: 101 }, (_, n) => String(100 - n).padStart(3, '0'));
    // In the order of ids, the last is the first by its name.
    for (const [at, number] of numbered.entries()) {
      const name = { en: `Programme ${number}`, cy: `Rhaglen ${number}` };
      await programmes.create({ id: `p${String(at).padStart(3, '0')}`, name });
    }
    expect(await names('/en/programmes')).toEqual(numbered.map((number) => `Programme ${number}`).reverse());
    expect((await open('/en/programmes')).mainText).toContain('101 programmes');
    expect(await names('/cy/programmes?q=Rhaglen+000')).toEqual(['Rhaglen 000']);
  }, 60_000);

  it('holds no programme of another organisation', async () => {
    await createThree();
    expect((await open('/en/programmes', strangerOrganisation)).mainText).toContain('There is no programme yet.');
  });
});
