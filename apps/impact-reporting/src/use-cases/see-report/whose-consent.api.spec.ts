import request from 'supertest';

import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import type { Consent, ConsentAudience } from '#contracts/shared/consent.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { aPanel } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import { aClosedSitting, evaluator, facilitator, hearProgramme, hearStory } from '../../testing/told-stories.js';
import type { ImpactReport } from '../../reports/report.js';

const path = '/api/v1/programmes/telling/periods/2026-Q1/report';
const page = '/programmes/telling/periods/2026-Q1/report';
const at = '2026-11-21T10:00:00.000Z';

const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
/** Sat in the meeting that received the stories. */
const satInIt: TestPerson = { person: 'E2', roles: [{ role: 'evaluator' }, { role: 'panel-member' }] };
const ledAnother: TestPerson = { person: 'F2', roles: [{ role: 'facilitator' }] };

/** What each teller says yes to. */
const told: Readonly<Record<string, Consent['audiences']>> = {
  panelOnly: { panel: { named: true } },
  organisationOnly: { organisation: { named: false } },
  partnerOnly: { partner: { named: true } },
  publicOnly: { public: { named: true } },
  partnerToo: { partner: { named: true }, organisation: { named: false } },
  namedToBoth: { partner: { named: true }, organisation: { named: true } },
  publicToo: { public: { named: false }, organisation: { named: false } },
};
const all = Object.keys(told);

const isReport = (value: unknown): value is ImpactReport =>
  typeof value === 'object' && value !== null && 'levels' in value;

describe('whose consent a report is read by', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service, { panels: [aPanel(), aPanel({ id: 'west' }), aPanel({ id: 'above', level: 2 })] });
    for (const story of all) await hearStory(service, story, {}, told[story]);
    await opened('S1', 'east', 'F1', 'E2', 'M1');
    await opened('S2', 'west', 'F2', 'M2');
    await opened('S3', 'above', 'F3', 'M3');
    const reason = await service.vault.createReason({
      ...{ owner: 'reason/R1', organisation: 'pont-y-bore', person: 'F1', stories: ['story/panelOnly'] },
      reach: ['this-panel', 'reports'],
    });
    const said = {
      ...{ reason: 'R1', kind: 'group' as const, stories: ['panelOnly'], author: 'F1', panel: 'east', level: 1 },
      ...{ period: '2026-Q1', reach: ['this-panel' as const, 'reports' as const] },
      text: reason.seal('reason', 1, { text: 'Somebody waited' }),
    };
    const caveat = { ...said, kind: 'caveat' as const };
    const east = aClosedSitting({
      ...{ sitting: 'S1', panel: 'east', received: receivedInPeriod(...all), reasons: [said] },
      outcome: { kind: 'joint', stories: all, followsCount: true },
    });
    const west = aClosedSitting({ sitting: 'S2', panel: 'west', received: receivedInPeriod('organisationOnly') });
    const above = aClosedSitting({
      // Some messages hold what was said below as well.
      ...{ sitting: 'S3', panel: 'above', level: 2, received: receivedInPeriod('panelOnly'), reasons: [said, caveat] },
      outcome: { kind: 'one', stories: ['panelOnly'], followsCount: true },
    });
    for (const each of [east, west, above]) await service.receive(sittingClosedV1, `sitting/${each.sitting}`, each);
  });
  afterAll(() => service.close());

  const opened = (sitting: string, panel: string, leads: string, ...members: readonly string[]): Promise<void> =>
    service.receive(sittingOpenedV1, `sitting/${sitting}`, {
      ...{ sitting, programme: 'telling', panel, level: 1, period: '2026-Q1', domain: null, method: 'majority' },
      ...{ facilitator: leads, members: [...members] },
    });
  const receivedInPeriod = (...stories: readonly string[]) =>
    stories.map((story) => ({ story, from: 'period' as const }));
  const asked = async (who: TestPerson, address: string): Promise<string> => {
    const { text } = await request(service.app.getHttpServer())
      .get(address)
      .set(await service.as(who));
    return text;
  };
  const see = async (who: TestPerson, audience: ConsentAudience): Promise<ImpactReport> => {
    const report: unknown = JSON.parse(await asked(who, `${path}?audience=${audience}`));
    if (!isReport(report)) throw new Error(JSON.stringify(report));
    return report;
  };
  const sittingsSeen = async (who: TestPerson, audience: ConsentAudience, level = 1) =>
    (await see(who, audience)).levels.flatMap((each) => (each.level === level ? each.sittings : []));
  const chosen = async (who: TestPerson, audience: ConsentAudience, level = 1) =>
    (await sittingsSeen(who, audience, level)).flatMap((sitting) => sitting.chosen);
  const toldIn = (text: string): readonly string[] =>
    all.filter((story) => new RegExp(`The marigold of ${story}\\b`).test(text));

  it.each<[string, ConsentAudience, readonly string[], TestPerson]>([
    ['an evaluator', 'organisation', ['organisationOnly', 'partnerToo', 'namedToBoth', 'publicToo'], evaluator],
    ['an evaluator', 'panel', [], evaluator],
    ['an evaluator', 'partner', ['partnerToo', 'namedToBoth'], evaluator],
    ['an evaluator', 'public', ['publicToo'], evaluator],
    ['an administrator', 'panel', [], administrator],
    ['an administrator', 'public', ['publicToo'], administrator],
    ['who led the meeting', 'panel', ['panelOnly'], facilitator],
    ['who sat in it', 'panel', ['panelOnly'], satInIt],
    ['who sat in it', 'partner', ['partnerToo', 'namedToBoth'], satInIt],
    ['who sat in it', 'organisation', ['organisationOnly', 'partnerToo', 'namedToBoth', 'publicToo'], satInIt],
    ['who led another', 'panel', [], ledAnother],
  ])('%s reads for %s, on the page, in JSON and in the CSV alike: %j', async (...[, audience, expected, who]) => {
    const shown = (await chosen(who, audience)).flatMap((story) => (story.kind === 'shown' ? [story.story] : []));
    expect(shown).toEqual(expected);
    expect(toldIn(await asked(who, `${path}.csv?audience=${audience}`))).toEqual(expected);
    const browser = await service.browser(who);
    expect(toldIn((await browser.open(`/en${page}?audience=${audience}`)).page.text)).toEqual(expected);
  });

  it('a story that came to one’s own meeting is read as panels read it wherever it went from there', async () => {
    expect(await chosen(facilitator, 'panel', 2)).toMatchObject([{ kind: 'shown', story: 'panelOnly' }]);
    expect((await sittingsSeen(facilitator, 'panel'))[0]?.reason).toBe('Somebody waited');
    // Told where it was given, and not as the reason of the panel that it came up to.
    expect(await sittingsSeen(facilitator, 'panel', 2)).toMatchObject([{ reason: null, dissent: [] }]);
    expect((await sittingsSeen(ledAnother, 'panel'))[0]?.reason).toBeNull();
    expect((await sittingsSeen(evaluator, 'organisation'))[0]?.reason).toBeNull();
  });

  it('is withheld by its reference, and says why, where only the reader may not read it', async () => {
    const ofPartner = Object.fromEntries((await chosen(evaluator, 'partner')).map((story) => [story.story, story]));
    expect(ofPartner['partnerOnly']).toEqual({
      ...{ kind: 'withheld', story: 'partnerOnly', because: 'not-to-organisation', reference: 'partnerOnly' },
    });
    expect(ofPartner['panelOnly']).toMatchObject({ because: 'not-consented', reference: null });
    expect((await chosen(ledAnother, 'panel'))[0]).toMatchObject({ because: 'no-seat', reference: 'panelOnly' });
    const why = 'Story partnerOnly: its teller shares it with these readers, but not with the organisation';
    expect(await asked(evaluator, `${path}.csv?audience=partner&language=en`)).toContain(why);
    const browser = await service.browser(evaluator);
    expect((await browser.open(`/en${page}?audience=partner`)).page.text).toContain(why);
    expect((await browser.open(`/cy${page}?audience=partner`)).page.text).toContain(
      'Stori partnerOnly: mae’r sawl a’i hadroddodd yn ei rhannu â’r darllenwyr hyn, ond nid â’r sefydliad',
    );
    expect((await browser.open(`/en${page}?audience=panel`)).page.text).toContain(
      'Story panelOnly: you were at no meeting that it came to',
    );
    expect((await browser.open(`/cy${page}?audience=panel`)).page.text).toContain(
      'Stori panelOnly: nid oeddech mewn cyfarfod y daeth iddo',
    );
  });

  it('names its teller to whoever prepares it only where they may know the name themselves', async () => {
    const names = (await chosen(evaluator, 'partner')).flatMap((story) =>
      story.kind === 'shown' ? [[story.story, story.teller]] : [],
    );
    expect(names).toEqual([
      ['partnerToo', null],
      ['namedToBoth', 'Teller of namedToBoth'],
    ]);
  });

  it('offers to read as a panel only to whoever sat in one', async () => {
    const linksOf = async (who: TestPerson) =>
      (await (await service.browser(who)).open(`/en${page}`)).page.text.includes('What came to your own meetings');
    expect([await linksOf(evaluator), await linksOf(facilitator)]).toEqual([false, true]);
  });

  it('is in no report, nor what was said of it, while it is held back; the page and the CSV say so', async () => {
    const owners = ['story/publicToo', 'story/panelOnly'];
    for (const owner of owners) await service.vault.hold(owner, { id: `held ${owner}`, actor: 'S1', at });
    for (const owner of owners) await service.vault.settleIntent(`held ${owner}`);
    for (const audience of ['organisation', 'public'] as const) {
      const seen = (await chosen(evaluator, audience)).find(({ story }) => story === 'publicToo');
      expect(seen).toEqual({ kind: 'withheld', story: 'publicToo', because: 'held', reference: null });
      const browser = await service.browser(evaluator);
      const inEnglish = (await browser.open(`/en${page}?audience=${audience}`)).page.text;
      expect(inEnglish).toContain('A story that is held back for now.');
      const inWelsh = (await browser.open(`/cy${page}?audience=${audience}`)).page.text;
      expect(inWelsh).toContain('Stori sy’n cael ei dal yn ôl am y tro.');
      const csv = await asked(evaluator, `${path}.csv?audience=${audience}&language=en`);
      expect(csv).toContain('A story that is held back for now.');
      expect(toldIn(`${inEnglish} ${inWelsh} ${csv}`)).not.toContain('publicToo');
    }
    expect((await sittingsSeen(facilitator, 'panel'))[0]).toMatchObject({ reason: null });
    for (const owner of owners) await service.vault.letGo(owner, () => Promise.resolve(true));
    expect((await chosen(evaluator, 'public')).map(({ kind }) => kind)).toContain('shown');
  });

  it('is kept from one of a panel that its teller left out, in every report', async () => {
    const held = await service.vault.consentOf('story/organisationOnly');
    if (held === undefined) throw new Error('There is no such story');
    const consent = { ...held.consent, exclusions: [{ kind: 'team' as const, id: 'east' }] };
    await service.vault.narrow('story/organisationOnly', consent, { id: 'n', actor: 'anyone', at });
    const becauseFor = async (who: TestPerson) =>
      (await chosen(who, 'organisation')).find(({ story }) => story === 'organisationOnly');
    expect(await becauseFor(facilitator)).toMatchObject({ kind: 'withheld', because: 'excluded' });
    expect(await becauseFor(evaluator)).toMatchObject({ kind: 'shown' });
    // Of the west alone, until it meets together with the panel that was left out.
    const satInWest: TestPerson = { person: 'E3', roles: [{ role: 'evaluator' }] };
    await opened('S4', 'west', 'F2', 'E3');
    expect(await becauseFor(satInWest)).toMatchObject({ kind: 'shown' });
    const plenaryOf = [
      { sitting: 'S2', panel: 'west' },
      { sitting: 'S1', panel: 'east' },
    ];
    const together = aClosedSitting({ sitting: 'S4', panel: 'west', plenaryOf });
    await service.receive(sittingClosedV1, 'sitting/S4', together);
    expect(await becauseFor(satInWest)).toMatchObject({ kind: 'withheld', because: 'excluded' });
  });

  it('of several stories, what was said is read by whoever received all of them, and by nobody who received some', async () => {
    for (const story of ['oneOfTwo', 'otherOfTwo']) await hearStory(service, story, {}, { panel: { named: false } });
    const stories = ['oneOfTwo', 'otherOfTwo'];
    const reason = await service.vault.createReason({
      ...{ owner: 'reason/R2', organisation: 'pont-y-bore', person: 'F1', reach: ['this-panel', 'reports'] },
      stories: ['story/oneOfTwo', 'story/otherOfTwo'],
    });
    const said = {
      ...{ reason: 'R2', kind: 'group' as const, stories, author: 'F1', panel: 'east', level: 1 },
      ...{ period: '2026-Q1', reach: ['this-panel' as const, 'reports' as const] },
      text: reason.seal('reason', 1, { text: 'Both of them waited' }),
    };
    await opened('S5', 'east', 'F1', 'M1');
    await opened('S6', 'west', 'F2', 'M2');
    for (const sitting of [
      aClosedSitting({ sitting: 'S5', received: receivedInPeriod(...stories), reasons: [said] }),
      aClosedSitting({ sitting: 'S6', panel: 'west', received: receivedInPeriod('oneOfTwo') }),
    ])
      await service.receive(sittingClosedV1, `sitting/${sitting.sitting}`, sitting);
    for (const [who, isRead] of [
      [facilitator, true],
      [ledAnother, false],
    ] as const) {
      const seen = (await sittingsSeen(who, 'panel')).find(({ sitting }) => sitting === 'S5');
      expect(seen?.reason ?? null).toBe(isRead ? 'Both of them waited' : null);
      const { text } = (await (await service.browser(who)).open(`/en${page}?audience=panel`)).page;
      expect(text.includes('Both of them waited')).toBe(isRead);
    }
  });

  it('is called back from whoever read it by their seat, though whoever published saw nothing of it', async () => {
    const published = await request(service.app.getHttpServer())
      .post(`${path}/issues`)
      .set(await service.as(evaluator))
      .send({ audience: 'panel' });
    expect(published.status).toBe(201);
    await asked(facilitator, `${path}.csv?audience=panel`);
    await asked(ledAnother, `${path}.csv?audience=organisation`);
    await service.vault.withdraw('story/panelOnly', { id: 'w', actor: 'anyone', at });
    const data = { story: 'panelOnly', programme: 'telling', period: '2026-Q1', at };
    await service.receive(storyWithdrawnV1, 'story/panelOnly', data);
    await service.settled();
    const { items } = JSON.parse(await asked(evaluator, `${path}/recalls`));
    expect(items).toMatchObject([{ story: 'panelOnly', audience: 'panel', issues: [1], copies: [{ by: 'F1' }] }]);
  });
});
