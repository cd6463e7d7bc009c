import {
  outcomeApi,
  ownNeedsPage,
  ownReadingPage,
  seeMeeting,
  seeMeetings,
  sittingHoursPage,
  writeLessonLinesPage,
} from './addresses.js';
import { PanelOfThree, people, type Name } from './testing/panel-of-three.js';

type Typed = Readonly<Record<string, string | readonly string[]>>;

describe('what was saved is said on the page that it leads to', () => {
  let panel: PanelOfThree;
  let sitting: string;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
    const meeting = await panel.openMeeting(['A'], { method: 'majority' });
    ({ sitting } = meeting);
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' } });
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'one', stories: ['A'], reason: 'It holds' });
  }, 30_000);
  afterAll(() => panel.close());

  const banner = async (who: Name, address: string): Promise<string | undefined> => {
    const { status, page } = await (await panel.service.browser(people[who])).open(address);
    expect(status).toBe(200);
    const said = page.root.querySelector('main .nhsuk-notification-banner--success[role="alert"]');
    return said?.textContent.replace(/\s+/g, ' ').trim();
  };
  const saidAfter = async (who: Name, form: string, typed: Typed): Promise<string | undefined> => {
    const browser = await panel.service.browser(people[who]);
    const { formValues } = (await browser.open(form)).page;
    const sent = await browser.send(form, { ...formValues, ...typed });
    expect(sent.status).toBe(303);
    return banner(who, sent.leadsTo ?? '');
  };

  it.each([
    ['en', 'Saved What you need to take part is saved.', 'Saved How you read is saved.'],
    [
      'cy',
      'Wedi’i gadw Mae’r hyn sydd ei angen arnoch i gymryd rhan wedi’i gadw.',
      'Wedi’i gadw Mae sut rydych yn darllen wedi’i gadw.',
    ],
  ] as const)('of what a member needs, and of how they read, in %s', async (language, needs, reading) => {
    expect(await saidAfter('M1', ownNeedsPage.to({ language }), { needs: 'Large print' })).toBe(needs);
    expect(await saidAfter('M1', ownReadingPage.to({ language }), { languages: ['en'] })).toBe(reading);
  });

  it.each([
    ['en', 'Saved Hours and expenses are saved.', 'Saved What the panel learned is saved.'],
    [
      'cy',
      'Wedi’i gadw Mae’r oriau a’r treuliau wedi’u cadw.',
      'Wedi’i gadw Mae’r hyn a ddysgodd y panel wedi’i gadw.',
    ],
  ] as const)('of hours and of what a story taught, in %s', async (language, hours, lines) => {
    const at = { language, sitting };
    expect(await saidAfter('F1', sittingHoursPage.to(at), { 'minutes-1': '90' })).toBe(hours);
    expect(await saidAfter('F1', writeLessonLinesPage.to(at), { 'line-1': `To wait (${language})` })).toBe(lines);
    // Nothing was written.
    expect(await saidAfter('F1', writeLessonLinesPage.to(at), {})).toBeUndefined();
  });

  it('and nothing of what an address makes up', async () => {
    for (const done of ['', '%3Cb%3Eerased', 'own-needs&done=hours']) {
      expect(await banner('F1', `${seeMeeting.to({ language: 'en', sitting })}?done=${done}`)).toBeUndefined();
    }
    expect(await banner('F1', `${seeMeetings.to({ language: 'en' })}?done=lesson-lines`)).toBeUndefined();
  });
});
