import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold, yesToPanelsOnly } from '../../testing/a-telling.js';
import { sendsAFile } from '../../testing/sends-a-file.js';
import { plainPng, soundOf } from '../../testing/some-media.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const step = '/en/tell-your-story/media';
const readers = '/en/tell-your-story/questions/readers';
const check = '/en/tell-your-story/check';

describe('the step of pictures, sound and films while a story is written', () => {
  let service: TestService;
  let teller: TellerBrowser;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const largest = { picture: 1, audio: 1, video: null, pdf: null };
    await isTold(service, anOpenProgramme({ media: { most: 2, largest } }));
    teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/tell-your-story', {});
    await teller.fillIn('/en/tell-your-story/questions/story', { narrative: 'I can breathe' });
  });
  afterAll(() => service.close());

  const sends = (fields: Readonly<Record<string, string>>, file: Buffer) =>
    sendsAFile(service, step, { cookie: teller.cookie }, fields, file);

  it('comes before the question who may read it, and may be left out', async () => {
    expect((await teller.fillIn('/en/tell-your-story/questions/kind', {})).leadsTo).toBe(step);
    const { page } = await teller.open(step);
    expect(page.mainText).toContain('You do not have to add anything.');
    expect(page.mainText).not.toContain('Story ');
    expect(page.buttons).toEqual(['Add it', 'Go on with my story', 'Pause and come back later']);
    expect((await teller.send(step, { words: '', then: 'pause' })).leadsTo).toBe('/en/tell-your-story/pause');
    const back = await teller.open(readers);
    expect(back.page.linkTo('Back')).toBe(step);
    const welsh = await teller.open('/cy/tell-your-story/media');
    expect(welsh.page.mainText).toContain('Nid oes rhaid i chi ychwanegu dim.');
    const on = await teller.send('/cy/tell-your-story/media', { words: ' ', then: 'on' });
    expect(on.leadsTo).toBe('/cy/tell-your-story/questions/why');
  });

  it('keeps words that are typed before a file is chosen, in the other language and on the way out', async () => {
    const welsh = await teller.send('/cy/tell-your-story/media', { words: 'Our blue door', then: 'language' });
    expect([welsh.status, welsh.page.errors, welsh.page.formValues['words']]).toEqual([200, [], 'Our blue door']);
    expect(welsh.page.text).toContain('Ychwanegu rhywbeth');
    for (const then of ['on', 'pause']) {
      const stays = await teller.send(step, { words: 'Our blue door', then });
      expect([stays.status, stays.page.formValues['words']]).toEqual([422, 'Our blue door']);
      expect(stays.page.errors).toEqual([
        {
          text: 'You wrote words, and no file came with them. Choose the file they belong to, or delete the words.',
          input: 'file',
        },
      ]);
    }
  });

  it('takes a file that was chosen along where its teller goes on, pauses or changes the language', async () => {
    const welsh = '/cy/tell-your-story/media';
    const ways = [
      [step, 'on', '/en/tell-your-story/questions/why'],
      [step, 'pause', '/en/tell-your-story/pause'],
      [welsh, 'language', welsh],
    ] as const;
    for (const [address, then, leadsTo] of ways) {
      const sent = await sendsAFile(service, address, { cookie: teller.cookie }, { words: 'A door', then }, plainPng);
      expect(sent.leadsTo).toBe(leadsTo);
      const { page } = await teller.open(step);
      expect(page.mainText).toMatch(/Picture 1[^]*In words\s*A door/);
      await teller.fillIn(page.linkTo('Take it away: Picture 1') ?? '', {});
    }
  });

  it('leads to the other language by a button of its forms, which takes along what is typed in them', async () => {
    const switches = async (address: string) => {
      const { text } = await request(service.app.getHttpServer()).get(address).set('cookie', teller.cookie);
      return /<button[^>]*form="([^"]*)" formaction="([^"]*)" name="(?:then|switch)" value="language"/
        .exec(text)
        ?.slice(1);
    };
    expect(await switches(step)).toEqual(['adding', '/cy/tell-your-story/media']);
    await sends({ words: 'Our blue door' }, plainPng);
    const words = (await teller.open(step)).page.linkTo('Change the words: Picture 1') ?? '';
    expect(await switches(words)).toEqual(['typed', words.replace('/en/', '/cy/')]);
    const welsh = await teller.send(words.replace('/en/', '/cy/'), { words: 'Ein drws glas', switch: 'language' });
    expect([welsh.status, welsh.page.formValues['words']]).toEqual([200, 'Ein drws glas']);
    // Nothing is kept before they say so.
    expect((await teller.open(words)).page.formValues['words']).toBe('Our blue door');
    await teller.fillIn(`${words}/take-away`, {});
  });

  it('says what is wrong with a file, keeps what was typed, and takes it with its words', async () => {
    const wrong = await sends({ words: 'Our blue door' }, soundOf(3_000_000));
    expect(wrong.status).toBe(422);
    expect(wrong.page.errors).toEqual([{ text: 'A file of this kind can have 1 MB.', input: 'file' }]);
    expect(wrong.page.formValues).toMatchObject({ words: 'Our blue door' });
    expect((await sends({ words: 'Our blue door' }, plainPng)).leadsTo).toBe(step);
    const { page } = await teller.open(step);
    expect(page.mainText).toMatch(/Picture 1[^]*A trained person looks at it[^]*In words\s*Our blue door/);
    const words = page.linkTo('Change the words: Picture 1') ?? '';
    expect((await teller.fillIn(words, { words: 'A blue door' })).leadsTo).toBe(step);
    const file = await request(service.app.getHttpServer()).get(`${words}/file`).set('cookie', teller.cookie);
    expect(plainPng.equals(file.body as Buffer)).toBe(true);
    // Without the code it is not there.
    expect((await request(service.app.getHttpServer()).get(`${words}/file`)).status).toBe(404);
    expect((await sendsAFile(service, step, {}, { words: '' }, plainPng)).leadsTo).toBe('/en/your-story');
  });

  it('asks whether others may see it, and takes one away after asking', async () => {
    expect((await teller.send(`${step}/sharing`, {})).page.errors).toEqual([
      { text: 'Select yes or no', input: 'isShared' },
    ]);
    expect((await teller.send(`${step}/sharing`, { isShared: 'yes' })).leadsTo).toBe(step);
    expect((await teller.open(step)).page.formValues).toMatchObject({ isShared: 'yes' });
    expect((await sends({ words: '' }, soundOf(400))).leadsTo).toBe(step);
    const away = (await teller.open(step)).page.linkTo('Take it away: Sound 2') ?? '';
    expect((await teller.open(away)).page.mainText).toContain('This cannot be undone.');
    expect((await teller.fillIn(away, {})).leadsTo).toBe(step);
    expect((await teller.open(step)).page.mainText).not.toContain('Sound 2');
  });

  it('stands among the answers to check, and is sent with the story', async () => {
    await teller.fillIn('/en/tell-your-story/questions/why', {});
    await teller.fillIn('/en/tell-your-story/questions/title', {});
    await teller.fillIn(readers, yesToPanelsOnly);
    await teller.fillIn('/en/tell-your-story/questions/name', {});
    const { page } = await teller.open(check);
    expect(page.mainText).toMatch(/Pictures, sound, films and documents\s*1 added/);
    expect(page.linkTo('Change what you add to your words')).toBe(step);
    expect((await teller.send(step, { words: '', then: 'on' })).leadsTo).toBe(check);
    expect((await teller.fillIn(check, {})).leadsTo).toBe('/en/tell-your-story/sent');
    const sent = await teller.open('/en/your-story/media');
    expect(sent.page.mainText).toMatch(/Picture 1[^]*A blue door/);
    expect(sent.page.formValues).toMatchObject({ isShared: 'yes' });
    // What was the draft’s is the story’s now.
    expect((await teller.open(step)).leadsTo).toBe('/en/your-story');
  });
});
