import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { aPanel, aPeriod } from '#contracts/testing/a-programme.js';

import {
  evaluator,
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const top = aPanel({ id: 'top', level: 2, name: { en: 'Top panel', cy: 'Panel y brig' }, defaultMethod: 'ranked' });

describe('the page of a programme', () => {
  let programmes: ProgrammeService;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create({
      isPilot: true,
      periods: [aPeriod({ status: 'closed' }), aPeriod({ id: 'q2', opens: '2026-04-01', closes: '2026-06-30' })],
      panels: [aPanel({ passesUpTo: ['top'], area: ['Gwent', 'Powys'] }), top],
    });
    await programmes.create({ id: 'bare', periods: [], levels: [], panels: [] });
  });
  afterAll(() => programmes.service.close());
  const open = async (address: string, person = evaluator) => (await programmes.service.browser(person)).open(address);

  it('says everything about it', async () => {
    const { text, heading } = (await open('/en/programmes/telling')).page;
    expect(heading).toBe('Telling the change Pilot');
    for (const fact of [
      'English and Welsh',
      'Level 2: National',
      'Passes up to: Top panel',
      'Where: Gwent and Powys',
      'How it chooses: ranking',
      'More than half of those who may',
      'From 1 to 10',
      'The result shows from 5 choices',
      'It stays in the panel',
    ]) {
      expect(text).toContain(fact);
    }
  });

  it('offers whoever may change it every change, and others none', async () => {
    const its = (await open('/en/programmes/telling')).page;
    expect(its.linkTo('Open again: January to March 2026')).toMatch(/2026-Q1\/open-period$/);
    expect(its.linkTo('Take off: Top panel')).toMatch(/panels\/top\/take-panel-off$/);
    expect(its.linkTo('Change the level: National')).toMatch(/levels\/2\/name-level$/);
    for (const other of [facilitator, evaluatorElsewhere]) {
      const { links } = (await open('/en/programmes/telling', other)).page;
      expect(links.filter(({ href }) => /(add|open|close|place|name|take)-/.test(href))).toEqual([]);
    }
  });

  it('says of one that has nothing yet what to do next, in both languages', async () => {
    const { page } = await open('/en/programmes/bare');
    expect(page.linkTo('Add the first level of panels')).toBe('/en/programmes/bare/name-level');
    expect(page.text).toContain('There is no period yet. Add one to begin collecting stories.');
    expect(page.text).toContain('There is no level yet. Add one, then put a panel on it.');
    const welsh = (await open('/cy/programmes/bare')).page;
    expect(welsh.language).toBe('cy');
    expect(welsh.linkTo('Ychwanegu lefel gyntaf y paneli')).toBe('/cy/programmes/bare/name-level');
    const reader = (await open('/en/programmes/bare', facilitator)).page;
    expect(reader.mainText).toContain('There is no period yet.');
    expect(reader.mainText).not.toContain('Add one');
  });

  it('says what was done, in its own words only', async () => {
    expect((await open('/cy/programmes/telling?done=level-added')).page.text).toContain(
      'Mae’r lefel wedi’i hychwanegu.',
    );
    const { page } = await open('/en/programmes/telling?done=%3Cb%3Ehacked');
    expect(page.text).not.toContain('hacked');
    const late = (await open('/en/programmes/telling?done=still-updating')).page;
    expect(late.text).toContain('This page is still being updated');
  });

  it('names those who may lead its panels, and by the API says who', async () => {
    for (const [person, name, roles] of [
      ['F1', 'Wena', [{ role: 'facilitator' }]],
      ['F2', 'Aled', [{ role: 'facilitator', programme: 'telling', panel: 'top' }]],
      ['F3', 'Mari', [{ role: 'facilitator', programme: 'bare' }]],
      ['M1', 'Nia', [{ role: 'panel-member' }]],
    ] as const) {
      const owner = `person/${person}`;
      const keys = { owner, organisation: 'pont-y-bore', person, classes: ['name' as const] };
      const sealer = await programmes.service.vault.createPersonal(keys);
      const known = { person, roles: [...roles], language: 'en' as const, revision: 1 };
      await programmes.service.receive(personChangedV1, owner, { ...known, name: sealer.seal('name', 1, { name }) });
    }
    expect((await open('/en/programmes/telling')).page.mainText).toContain('Facilitators Aled (Top panel) and Wena');
    expect((await open('/cy/programmes/bare')).page.mainText).toContain('Hwyluswyr Mari, Wena');
    const { body } = await programmes.ask('get', '/api/v1/programmes/telling/facilitators');
    expect(body.items).toEqual([
      { person: 'F1', panels: [] },
      { person: 'F2', panels: ['top'] },
    ]);
    const elsewhere = await programmes.ask('get', '/api/v1/programmes/telling/facilitators', {
      as: strangerOrganisation,
    });
    expect(elsewhere.status).toBe(404);
  });

  it('says that nobody may lead yet', async () => {
    const empty = await startProgrammeService();
    await empty.create({ periods: [] });
    for (const [language, sentence] of [
      ['en', 'Nobody yet. An administrator gives people the role of facilitator.'],
      ['cy', 'Neb eto. Gweinyddwr sy’n rhoi rôl hwylusydd i bobl.'],
    ] as const) {
      const { page } = await (await empty.service.browser(evaluator)).open(`/${language}/programmes/telling`);
      expect(page.mainText).toContain(sentence);
    }
    await empty.service.close();
  });

  it('is not there for another organisation', async () => {
    expect((await open('/en/programmes/telling', strangerOrganisation)).status).toBe(404);
    expect((await open('/en/programmes/none')).status).toBe(404);
  });
});
