import request from 'supertest';

import type { TestPerson, TestService } from '#service-kit/testing/service-harness.js';

import type { RowReport } from '../use-cases/import-stories/import-report.js';

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
    const seen = JSON.parse(await opened(service, `/api/v1/imports/${id}`)) as ImportSeen;
    if (seen.state !== 'running') return seen;
  }
}

export async function rowsOf(service: TestService, id: string): Promise<readonly RowReport[]> {
  const lines = (await opened(service, `/api/v1/imports/${id}/rows`)).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as RowReport);
}

export async function listsStories(
  service: TestService,
  query: string,
): Promise<{ readonly references: readonly string[]; readonly next: string | null }> {
  const { items, next } = JSON.parse(await opened(service, `/api/v1/stories?${query}`)) as {
    readonly items: readonly { readonly reference: string }[];
    readonly next: string | null;
  };
  return { references: items.map(({ reference }) => reference), next };
}

async function opened(service: TestService, path: string): Promise<string> {
  const response = await request(service.app.getHttpServer())
    .get(path)
    .set(await service.as(evaluator))
    .buffer(true)
    .parse(asText);
  return String(response.body);
}

function asText(response: request.Response, done: (error: Error | null, body: string) => void): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => (text += part));
  response.on('end', () => {
    done(null, text);
  });
}
