import request from 'supertest';

import { newId } from '#service-kit/ids.js';
import type { TestService } from '#service-kit/testing/service-harness.js';
import { readPage, type PageReading } from '#web/testing/page.js';

export interface FileSent {
  readonly status: number;
  readonly leadsTo: string | undefined;
  readonly page: PageReading;
}

/** As a browser sends it: the fields in the order of the page, the file last. */
export async function sendsAFile(
  service: TestService,
  address: string,
  headers: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
  file: Buffer,
): Promise<FileSent> {
  const sending = request(service.app.getHttpServer())
    .post(address)
    .set({ accept: 'text/html', ...headers });
  for (const [name, value] of Object.entries({ command: newId(), ...fields })) void sending.field(name, value);
  const response = await sending.attach('file', file, { filename: 'Gareth Jones.png', contentType: 'text/html' });
  return {
    status: response.status,
    leadsTo: response.headers['location'],
    get page() {
      return readPage(response.text);
    },
  };
}
