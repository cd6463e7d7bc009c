import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { chooseAStory } from '../testing/choose-a-story/addresses.js';
import { chooseAStoryErrors } from '../testing/choose-a-story/choose-a-story.errors.js';
import { ChooseAStoryPage } from '../testing/choose-a-story/choose-a-story.page.js';
import { pageApp } from '../testing/page-app.js';
import { visitor } from '../testing/visitor.js';
import { listPages } from './page.js';

describe('a page use case', () => {
  let app: NestFastifyApplication;
  let unexpected: unknown[];

  beforeAll(async () => {
    ({ app, unexpected } = await pageApp([ChooseAStoryPage], chooseAStoryErrors));
  });
  afterAll(() => app.close());
  afterEach(() => expect(unexpected).toEqual([]));

  const english = chooseAStory.to({ language: 'en', sitting: 'S1' });
  const welsh = chooseAStory.to({ language: 'cy', sitting: 'S1' });
  const open = (address: string) => visitor(app).open(address);
  const send = (address: string, form: Record<string, string>) => visitor(app).send(address, form);

  it('shows its question in English', async () => {
    const answer = await open(english);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const page = answer.page;
    expect(page.language).toBe('en');
    expect(page.heading).toBe('Choose a story');
    expect(page.title).toBe('Choose a story – Newid');
    expect(page.errors).toEqual([]);
    expect(page.field('Which story shows the most significant change?').options).toEqual(['A', 'B']);
    expect(page.field('Why did you choose it?')).toMatchObject({ name: 'why', value: '', hint: 'In your own words.' });
  });

  it('shows its question in Welsh', async () => {
    const page = (await open(welsh)).page;
    expect(page.language).toBe('cy');
    expect(page.heading).toBe('Dewiswch stori');
  });

  it('is shown in the other language with what was typed, query kept, and nothing is sent', async () => {
    const { page, html } = await open(`${english}?seen=1`);
    const button = page.root.querySelector('header nav button');
    expect(button?.attributes).toMatchObject({ form: 'typed', formaction: `${welsh}?seen=1`, lang: 'cy' });
    expect(button?.textContent).toBe('Cymraeg');
    expect(page.root.querySelector('main form')?.getAttribute('id')).toBe('typed');
    // Enter in a field presses the first button of its form.
    expect(/<button[^>]*form="typed"[^>]*>/.exec(html)?.[0]).not.toContain('formaction');
    const answer = await send(`${welsh}?seen=1`, { story: 'A', why: 'Am ei fod', switch: 'language' });
    expect([answer.status, answer.page.heading, answer.page.errors]).toEqual([200, 'Dewiswch stori', []]);
    expect(answer.page.formValues).toMatchObject({ story: 'A', why: 'Am ei fod' });
    expect(answer.page.root.querySelector('header nav button')?.getAttribute('formaction')).toBe(`${english}?seen=1`);
  });

  it('answers 422 with the same page, its errors in page order and what was typed', async () => {
    const answer = await send(english, { why: '   ' });
    expect(answer.status).toBe(422);
    const page = answer.page;
    expect(page.title).toBe('Error: Choose a story – Newid');
    expect(page.errors).toEqual([
      { text: 'Select a story', input: 'story' },
      { text: 'Enter your reason', input: 'why' },
    ]);
    expect(page.field('Why did you choose it?').error).toBe('Error: Enter your reason');
    expect(page.heading).toBe('Choose a story');
  });

  it('answers in Welsh throughout when a Welsh form has errors', async () => {
    const page = (await send(welsh, {})).page;
    expect(page.title).toBe('Gwall: Dewiswch stori – Newid');
    expect(page.field('Pam y gwnaethoch ei dewis?').error).toBe('Gwall: Rhowch eich rheswm');
    for (const english of ['Error', 'There is a problem', 'Skip to', 'Back', 'Menu', 'NHS', 'Support', 'Page']) {
      expect(page.text).not.toContain(english);
    }
  });

  it('keeps what was typed, as text and never as markup', async () => {
    const typed = '<script>alert(1)</script> "Tŷ’r Ŵyl"';
    const answer = await send(english, { why: typed, story: 'C' });
    expect(answer.html).not.toContain('<script>alert');
    expect(answer.page.formValues).toMatchObject({ why: typed });
  });

  it('shows a refusal of the domain at its field, as it shows its own errors', async () => {
    const answer = await send(english, { story: 'B', why: 'It matters' });
    expect(answer.status).toBe(422);
    const page = answer.page;
    expect(page.errors).toEqual([{ text: 'Story B was withdrawn by the person who told it.', input: 'story' }]);
    expect(page.nexts).toEqual(['Choose another story.']);
    const inWelsh = await send(welsh, { story: 'B', why: 'Am ei fod' });
    expect(inWelsh.page.nexts).toEqual(['Dewiswch stori arall.']);
    // An answer that is missing or wrong says itself what to do.
    expect((await send(english, {})).page.nexts).toEqual([]);
    expect(page.formValues).toMatchObject({ story: 'B', why: 'It matters' });
  });

  it('leads on with 303 when the form was taken', async () => {
    const answer = await send(english, { story: 'A', why: 'It matters' });
    expect(answer.status).toBe(303);
    expect(answer.leadsTo).toBe('/en/sittings/S1/chosen');
  });

  it('is not found in a language that there is not', async () => {
    expect((await open('/fr/sittings/S1/choose-a-story')).status).toBe(404);
  });

  it('is listed by its pattern and the class that shows it', () => {
    expect(listPages(app)).toEqual([
      {
        pattern: '/:language/sittings/:sitting/choose-a-story',
        parameters: ['language', 'sitting'],
        shownBy: 'ChooseAStoryPage',
      },
    ]);
  });
});
