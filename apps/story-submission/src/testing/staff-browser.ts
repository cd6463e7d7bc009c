import request from 'supertest';

import { newId } from '#service-kit/ids.js';
import type { TestService } from '#service-kit/testing/service-harness.js';
import { readPage, type PageReading } from '#web/testing/page.js';

import { evaluator } from './an-import.js';

export interface Answered {
  readonly status: number;
  readonly leadsTo: string | undefined;
  readonly page: PageReading;
}

/** Sends a form with a file as a browser does: hidden fields, answers and the file in one body of many parts. */
export async function sendsFile(
  service: TestService,
  address: string,
  answers: Readonly<Record<string, string>>,
  file?: Buffer,
): Promise<Answered> {
  const headers = await service.as(evaluator);
  const sending = request(service.app.getHttpServer())
    .post(address)
    .set({ accept: 'text/html', authorization: headers['authorization'] ?? '' });
  for (const [name, value] of Object.entries({ command: newId(), ...answers })) void sending.field(name, value);
  const response = await (file === undefined ? sending : sending.attach('file', file, 'stories.csv'));
  return {
    status: response.status,
    leadsTo: response.headers['location'],
    get page() {
      return readPage(response.text);
    },
  };
}
