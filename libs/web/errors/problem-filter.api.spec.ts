import { Body, Controller, Get, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import request from 'supertest';

import { refuse } from '#contracts/shared/refusal.js';
import { pageApp } from '../testing/page-app.js';
import { visitor } from '../testing/visitor.js';
import { generalErrors } from './general-errors.js';
import { throwRefusal } from './refusal-error.js';

class NoteDto {
  @IsString()
  @MaxLength(5)
  text!: string;
}

class StoryDto {
  @IsString()
  title!: string;

  @IsInt()
  @IsOptional()
  people?: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NoteDto)
  notes!: NoteDto[];
}

const canary = 'canary-Gwenllian-7731';

@Controller()
class Failing {
  @Post('/api/v1/stories')
  tell(@Body() story: StoryDto): unknown {
    return { isStory: story instanceof StoryDto, story };
  }

  @Get('/api/v1/stale')
  stale(): never {
    return throwRefusal(refuse('stale-version'));
  }

  @Get(['/api/v1/broken', '/en/broken', '/cy/broken', '/broken'])
  broken(): never {
    throw new Error(canary);
  }

  @Get('/api/v1/unnamed')
  unnamed(): never {
    return throwRefusal(refuse(canary));
  }

  @Get(['/cy/mine', '/api/v1/mine'])
  mine(): never {
    return throwRefusal(refuse('sign-in-needed'));
  }

  @Post('/en/broken')
  breaks(): never {
    throw new Error(canary);
  }

  @Post('/cy/mine')
  changeMine(): never {
    return throwRefusal(refuse('sign-in-needed'));
  }

  @Get('/cy/allowed')
  notAllowed(): never {
    return throwRefusal(refuse('not-allowed'));
  }
}

describe('the API answers with problem details', () => {
  let app: NestFastifyApplication;
  let unexpected: unknown[];
  beforeAll(async () => {
    ({ app, unexpected } = await pageApp([Failing], generalErrors));
  });
  afterAll(() => app.close());
  beforeEach(() => unexpected.splice(0));

  const get = (address: string) => request(app.getHttpServer()).get(address);
  const tell = (body: string | object) =>
    request(app.getHttpServer()).post('/api/v1/stories').set('content-type', 'application/json').send(body);
  const story = { title: 'A', notes: [] };

  it('in their media type, in English when nothing is asked', async () => {
    const answer = await get('/api/v1/nowhere');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['content-language']).toBe('en');
    expect(answer.body).toMatchObject({ type: '/problems/not-found', title: 'Page not found', status: 404 });
  });

  it('in Welsh when it is asked for', async () => {
    const answer = await get('/api/v1/nowhere').set('accept-language', 'cy-GB, en;q=0.5');
    expect(answer.headers['content-language']).toBe('cy');
    expect(answer.body).toMatchObject({ title: 'Heb ddod o hyd i’r dudalen' });
  });

  it('to a body that fits, with the answer', async () => {
    const answer = await tell({ ...story, people: 3 });
    expect(answer.body).toEqual({ isStory: true, story: { ...story, people: 3 } });
  });

  it.each<[string, string | object, number, string, string | undefined]>([
    ['broken JSON', '{"title": ', 400, 'body-not-json', undefined],
    ['an empty body', '', 400, 'body-not-json', undefined],
    ['a list', [story], 422, 'wrong-type', undefined],
    ['a text', '"text"', 422, 'wrong-type', undefined],
    ['null', 'null', 422, 'wrong-type', undefined],
    ['an unknown field', { ...story, isSecret: true }, 422, 'unknown-field', 'isSecret'],
    ['a field missing', { notes: [] }, 422, 'missing-field', 'title'],
    ['a number as text, which is not converted', { ...story, people: '3' }, 422, 'wrong-type', 'people'],
    [
      'a nested field of the wrong type',
      { ...story, notes: [{ text: 'a' }, { text: 7 }] },
      422,
      'wrong-type',
      'notes.1.text',
    ],
    ['a nested unknown field', { ...story, notes: [{ text: 'a', b: 1 }] }, 422, 'unknown-field', 'notes.0.b'],
    ['a nested value too long', { ...story, notes: [{ text: 'abcdef' }] }, 422, 'value-not-offered', 'notes.0.text'],
    ['a body too large', { ...story, title: 'x'.repeat(20_000) }, 413, 'body-too-large', undefined],
  ])('to %s', async (_, body, status, name, field) => {
    const answer = await tell(body);
    expect(answer.body).toMatchObject({ type: `/problems/${name}`, status });
    expect(answer.status).toBe(status);
    expect(answer.body.field).toBe(field);
    expect(unexpected).toEqual([]);
  });

  it('to several faults, naming each field', async () => {
    const answer = await tell({ title: 7, notes: 'x', more: 1 });
    const fields: { field: string; type: string }[] = answer.body.errors;
    expect(new Map(fields.map(({ field, type }) => [field, type]))).toEqual(
      new Map([
        ['more', '/problems/unknown-field'],
        ['title', '/problems/wrong-type'],
        ['notes', '/problems/wrong-type'],
      ]),
    );
    expect(fields.find(({ field }) => field === 'more')).toMatchObject({
      detail: 'This operation has no field of that name.',
      next: 'Take the field out, or check how its name is spelt.',
    });
  });

  it('to a media type it does not take', async () => {
    const answer = await request(app.getHttpServer())
      .post('/api/v1/stories')
      .set('content-type', 'text/csv')
      .send('a,b');
    expect(answer.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
  });

  it('to a stale version with 409, and with 412 where the client stated it in If-Match', async () => {
    expect((await get('/api/v1/stale')).status).toBe(409);
    const stated = await get('/api/v1/stale').set('if-match', '"3"');
    expect(stated.status).toBe(412);
    expect(stated.body).toMatchObject({ type: '/problems/stale-version', status: 412 });
  });

  it.each(['/api/v1/broken', '/api/v1/unnamed', '/broken'])(
    'to a bug at %s with nothing of what it says',
    async (address) => {
      const answer = await get(address);
      expect(answer.status).toBe(500);
      expect(answer.body).toMatchObject({ type: '/problems/internal' });
      expect(answer.text).not.toContain(canary);
      expect(answer.text).not.toMatch(/ at |\.ts/);
      expect(unexpected.map(String).join()).toContain(canary);
    },
  );
});

describe('people are answered with a page', () => {
  let app: NestFastifyApplication;
  let unexpected: unknown[];
  beforeAll(async () => {
    ({ app, unexpected } = await pageApp([Failing], generalErrors));
  });
  afterAll(() => app.close());

  it('in the language of the address', async () => {
    const { status, page } = await visitor(app, { 'accept-language': 'en' }).open('/cy/allowed');
    expect(status).toBe(403);
    expect(page.language).toBe('cy');
    expect(page.heading).toBe('Ni allwch wneud hyn');
    expect(page.linkTo('Mynd i’r hafan')).toBe('/cy');
  });

  it('who are led to sign in and back, when all they did was open a page', async () => {
    const { status, leadsTo } = await visitor(app).open('/cy/mine?x=1');
    expect([status, leadsTo]).toEqual([303, '/cy/sign-in?returnTo=%2Fcy%2Fmine%3Fx%3D1']);
    const sent = await visitor(app).send('/cy/mine', {});
    expect([sent.status, sent.page.heading]).toEqual([401, 'Mewngofnodwch i weld y dudalen hon']);
    expect((await request(app.getHttpServer()).get('/api/v1/mine')).status).toBe(401);
  });

  it('who wrote something and were signed out meanwhile, with what they wrote and the way back to it', async () => {
    const reason = 'Roedd rhywun yn aros wrth y giât.\n\nDaeth hi bob wythnos.';
    const secrets = { code: 'marigold heather gorse bracken', password: 'a long sentence for a password' };
    const form = { reason, about: 'A', ...secrets, csrf: 'x', command: 'a command of more than twenty' };
    const { status, page, html } = await visitor(app).send('/cy/mine', form);
    expect(status).toBe(401);
    expect(page.mainText).toContain('Cawsoch eich allgofnodi');
    expect(page.linkTo('Mewngofnodi eto')).toBe('/cy/sign-in?returnTo=%2Fcy%2Fmine');
    expect(page.mainText).toContain('Yr hyn a ysgrifennoch');
    expect(html).toContain('<p class="newid-story__paragraph">Roedd rhywun yn aros wrth y giât.</p>');
    expect(html).toContain('<p class="newid-story__paragraph">Daeth hi bob wythnos.</p>');
    for (const hidden of [...Object.values(secrets), form.command]) expect(html).not.toContain(hidden);
    const elsewhere = await visitor(app, { 'sec-fetch-site': 'none' }).send('/cy/mine', form);
    expect(elsewhere.html).not.toContain('wrth y giât');
  });

  it('who wrote something and then something broke, with what they wrote, and markup in it as text', async () => {
    const { status, page, html } = await visitor(app).send('/en/broken', { story: 'She said <b>yes</b> in the end' });
    expect(status).toBe(500);
    expect(page.mainText).toContain('She said <b>yes</b> in the end');
    expect(html).toContain('&lt;b&gt;yes');
    expect(page.mainText).not.toContain('Sign in again');
    expect(unexpected.splice(0)).toHaveLength(1);
  });

  it('where there is no page', async () => {
    const { status, page } = await visitor(app).open('/en/nowhere');
    expect(status).toBe(404);
    expect(page.heading).toBe('Page not found');
    expect(page.linkTo('Cymraeg')).toBe('/cy/nowhere');
  });

  it('outside the languages, in the one they ask for', async () => {
    const { page } = await visitor(app, { 'accept-language': 'cy' }).open('/nowhere');
    expect(page.heading).toBe('Heb ddod o hyd i’r dudalen');
  });

  it('where the address cannot be read', async () => {
    expect((await visitor(app).open('/en/%E0%A4%A')).status).toBe(400);
  });

  it('where something broke, with a reference and nothing of what it says', async () => {
    const { status, page, html } = await visitor(app).open('/en/broken');
    expect(status).toBe(500);
    expect(page.mainText).toMatch(/Reference number: \S+/);
    expect(html).not.toContain(canary);
    expect(unexpected).toHaveLength(1);
  });
});
