import request from 'supertest';

import { newId } from '#service-kit/ids.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';
import { readPage, type PageReading } from '#web/testing/page.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { evaluator } from '../../testing/an-import.js';
import { sendsAFile } from '../../testing/sends-a-file.js';
import { plainPng, soundOf } from '../../testing/some-media.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const yours = '/en/your-story/media';

describe('the pages of what is told with a story', () => {
  let service: TestService;
  let teller: TellerBrowser;
  let story: StoryThere;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const largest = { picture: 1, audio: 1, video: null, pdf: null };
    await isTold(service, anOpenProgramme({ media: { most: 2, largest } }));
    story = await tellsAStory(service, 'I can breathe again');
    teller = new TellerBrowser(service.app);
    await teller.send('/en/your-story', { code: story.code });
  });
  afterAll(() => service.close());

  const sendsAsTeller = (fields: Readonly<Record<string, string>>, file: Buffer) =>
    sendsAFile(service, yours, { cookie: teller.cookie }, fields, file);

  it('lead there from their story, and say what may be added in both languages', async () => {
    expect(
      (await teller.open('/en/your-story/seen')).page.linkTo('Add or change pictures, sound, films or documents'),
    ).toBe(yours);
    const { page } = await teller.open(yours);
    expect(page.mainText).toContain('You have added nothing yet.');
    expect(page.mainText).toContain('a picture (JPEG, PNG or WebP) of up to 1 MB');
    expect(page.mainText).not.toContain('a film (MP4');
    const welsh = await teller.open('/cy/your-story/media');
    expect(welsh.page.mainText).toContain('Nid ydych wedi ychwanegu dim eto.');
    expect(welsh.page.heading).toBe('Lluniau, sain, fideos a dogfennau');
  });

  it('are spoken of while the story is told', async () => {
    const other = new TellerBrowser(service.app);
    await other.fillIn('/en/tell-your-story', {});
    const { page } = await other.open('/en/tell-your-story/questions/story');
    expect(page.mainText).toContain('You can add a picture, a recording or a film in a later step.');
  });

  it('say what is wrong with a file, and keep what was typed', async () => {
    const nothing = await sendsAsTeller({ words: 'Our blue door' }, Buffer.alloc(0));
    expect(nothing.status).toBe(422);
    expect(nothing.page.errors).toEqual([{ text: 'No file was sent, or there is nothing in it.', input: 'file' }]);
    expect(nothing.page.formValues).toMatchObject({ words: 'Our blue door' });
    const script = await sendsAsTeller({ words: 'Our blue door' }, Buffer.from('<script>alert(1)</script>'));
    expect(script.page.errors[0]?.text).toContain('not a picture, sound, a film or a PDF');
    const large = await sendsAsTeller({ words: 'Our blue door' }, soundOf(3_000_000));
    expect(large.page.errors).toEqual([{ text: 'A file of this kind can have 1 MB.', input: 'file' }]);
    expect(large.page.formValues).toMatchObject({ words: 'Our blue door' });
  });

  it('take a file while it comes in, once however often it is sent, and show it with its words', async () => {
    const form = { command: newId(), words: 'Our blue door' };
    expect((await sendsAsTeller(form, plainPng)).leadsTo).toBe(yours);
    expect((await sendsAsTeller(form, plainPng)).leadsTo).toBe(yours);
    const { page, body } = await shown();
    expect(page.mainText).toMatch(/Picture 1[^]*A trained person looks at it[^]*In words\s*Our blue door/);
    expect(page.mainText).not.toContain('Picture 2');
    expect(body).not.toContain('Gareth');
    const [, file = ''] = /<img class="newid-medium" src="([^"]+)" alt="Our blue door">/.exec(body) ?? [];
    const answer = await request(service.app.getHttpServer()).get(file).set('cookie', teller.cookie);
    expect(plainPng.equals(answer.body as Buffer)).toBe(true);
    expect((await teller.open('/en/your-story/data')).page.mainText).toMatch(/Picture 1[^]*Our blue door/);
    // Without the code it is not there.
    expect((await request(service.app.getHttpServer()).get(file)).status).toBe(404);
  });

  const shown = async (): Promise<{ readonly page: PageReading; readonly body: string }> => {
    const response = await request(service.app.getHttpServer()).get(yours).set('cookie', teller.cookie);
    return { page: readPage(response.text), body: response.text };
  };

  it('keep nothing that comes without a code', async () => {
    const answer = await sendsAFile(service, yours, {}, { words: 'Nobody’s' }, plainPng);
    expect(answer.leadsTo).toBe('/en/your-story');
    expect((await shown()).page.mainText).not.toContain('Nobody’s');
  });

  it('ask the teller whether it may be seen, and say plainly that a voice or a face shows who they are', async () => {
    const { page } = await teller.open(yours);
    expect(page.mainText).toContain('A voice or a face shows who you are');
    expect(page.formValues).toMatchObject({ isShared: 'no' });
    const sharing = `${yours}/sharing`;
    const missing = await teller.send(sharing, {});
    expect(missing.page.errors).toEqual([{ text: 'Select yes or no', input: 'isShared' }]);
    expect((await teller.send(sharing, { isShared: 'yes' })).leadsTo).toBe(yours);
    expect((await teller.open(yours)).page.formValues).toMatchObject({ isShared: 'yes' });
    const consent = (await service.vault.consentOf(`story/${story.story}`))?.consent;
    expect(consent?.uses).toEqual(['media']);
    expect((await teller.send(sharing, { isShared: 'no' })).leadsTo).toBe(yours);
    expect((await service.vault.consentOf(`story/${story.story}`))?.consent.uses).toEqual([]);
    await teller.send(sharing, { isShared: 'yes' });
  });

  it('are for staff too: what waits is listed, looked at, and put in words again', async () => {
    const staff = await service.browser(evaluator);
    const list = '/en/programmes/telling/stories/to-read';
    const address = `/en/stories/${story.story}/media`;
    expect((await staff.open(list)).page.linkTo(story.reference)).toBe(address);
    expect((await staff.open(`/en/stories/${story.story}`)).page.linkTo('Pictures, sound, films and documents')).toBe(
      address,
    );
    const { page } = await staff.open(address);
    expect(page.mainText).toContain('The teller said that those who may read the story may see and hear this too');
    const words = page.linkTo('Change the words: Picture 1');
    const looked = await staff.send(`${words}/look-at`, {});
    expect(looked.leadsTo).toBe(address);
    expect((await staff.open(list)).page.mainText).not.toContain('to look at');
    const wording = await staff.open(words);
    const none = await staff.send(words, { ...wording.page.formValues, words: ' ' });
    expect(none.page.errors).toEqual([{ text: 'Enter what is said or what can be seen', input: 'words' }]);
    expect((await staff.send(words, { ...wording.page.formValues, words: 'A blue door' })).leadsTo).toBe(address);
    expect((await staff.open(address)).page.mainText).toMatch(/A trained person looks at it[^]*A blue door/);
    expect((await staff.open(`/cy/stories/${story.story}/media`)).page.mainText).toContain('Mae person hyfforddedig');
  });

  it('take a file of staff, and nobody else’s', async () => {
    const address = `/en/stories/${story.story}/media`;
    const { authorization = '' } = await service.as(evaluator);
    expect((await sendsAFile(service, address, { authorization }, { words: '' }, soundOf(400))).leadsTo).toBe(address);
    expect((await shown()).page.mainText).toMatch(/Sound 2[^]*Still without words/);
    // The programme takes two.
    expect((await shown()).page.mainText).toContain('No more can be added to this story.');
    const foreign = await service.as({ ...evaluator, organisation: 'another' });
    const refused = await sendsAFile(
      service,
      address,
      { authorization: foreign['authorization'] ?? '' },
      { words: '' },
      plainPng,
    );
    expect(refused.status).toBe(404);
  });

  it('take one away after asking', async () => {
    const { page } = await teller.open(yours);
    const away = page.linkTo('Take it away: Picture 1');
    expect((await teller.open(away)).page.mainText).toContain('This cannot be undone.');
    expect((await teller.fillIn(away, {})).leadsTo).toBe(yours);
    expect((await teller.open(yours)).page.mainText).not.toContain('A blue door');
  });
});
