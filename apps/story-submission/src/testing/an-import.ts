import request from 'supertest';

import type { TestPerson, TestService } from '#service-kit/testing/service-harness.js';

import type { RowReport } from '../use-cases/import-stories/run-import.js';

export const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };

const usual = {
  external_id: '',
  title: 'A title',
  narrative: 'A story',
  why_significant: 'It matters',
  language: 'en',
  consent_audience: 'organisation',
  period: '2026-Q1',
  domain: 'quality',
  told_on: '2026-02-03',
  collection_route: 'interview',
} as const;

export type Row = Readonly<Partial<Record<keyof typeof usual, string>>>;

/** A native CSV. What a row does not say is such that it is accepted. */
export const aFile = (rows: readonly Row[]): Buffer => {
  const line = (row: Row): string =>
    Object.values({ ...usual, ...row })
      .map((cell) => `"${cell}"`)
      .join(',');
  return Buffer.from([Object.keys(usual).join(','), ...rows.map(line), ''].join('\n'));
};

/** So many stories whose ids begin with these letters. */
export const stories = (letters: string, many: number): readonly Row[] =>
  Array.from({ length: many }, (_, index) => ({
    external_id: `${letters}-${String(index + 1)}`,
    narrative: `Story ${String(index + 1)} of ${letters}`,
  }));

export interface ImportSeen {
  readonly id: string;
  readonly state: 'running' | 'ended' | 'failed';
  readonly counts: Readonly<Record<string, number>> | null;
  readonly refusals: readonly { readonly refusal: string }[];
  readonly broughtInBy: string | null;
  readonly isFileKept: boolean;
}

export async function beginsImport(
  service: TestService,
  file: Buffer,
  { query = '', as = evaluator }: { readonly query?: string; readonly as?: TestPerson } = {},
): Promise<request.Response> {
  return request(service.app.getHttpServer())
    .post(`/api/v1/programmes/telling/imports${query}`)
    .set(await service.as(as))
    .set('content-type', 'text/csv')
    .send(file);
}

/** Asks until it has ended, as a client does. */
export async function importEnds(service: TestService, id: string): Promise<ImportSeen> {
  for (;;) {
    const { body } = await request(service.app.getHttpServer())
      .get(`/api/v1/imports/${id}`)
      .set(await service.as(evaluator));
    if (body.state !== 'running') return body;
  }
}

export async function rowsOf(service: TestService, id: string): Promise<readonly RowReport[]> {
  const { text } = await request(service.app.getHttpServer())
    .get(`/api/v1/imports/${id}/rows`)
    .set(await service.as(evaluator))
    .buffer(true)
    .parse((response, done) => {
      let all = '';
      response.on('data', (part: Buffer) => (all += part.toString('utf8')));
      response.on('end', () => {
        Object.assign(response, { text: all });
        done(null, all);
      });
    });
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

export async function listsStories(
  service: TestService,
  query: string,
): Promise<{ readonly references: readonly string[]; readonly next: string | null }> {
  const { body } = await request(service.app.getHttpServer())
    .get(`/api/v1/stories?${query}`)
    .set(await service.as(evaluator));
  return { references: body.items.map(({ reference }: { reference: string }) => reference), next: body.next };
}
