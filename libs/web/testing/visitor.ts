import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request, { type Response } from 'supertest';

import { readPage, type PageReading } from './page.js';

export interface Visit {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
  /** Where a 303 leads to. */
  readonly leadsTo: string | undefined;
  /** Throws when the answer is no whole page. */
  readonly page: PageReading;
}

type Form = Readonly<Record<string, string | readonly string[]>>;

/** Opens pages and sends forms as a browser does, without following redirects. */
export interface Visitor {
  readonly open: (address: string) => Promise<Visit>;
  readonly send: (address: string, form: Form) => Promise<Visit>;
}

/** `headers` go with every request: the cookie of a session, a language. */
export function visitor(app: NestFastifyApplication, headers: Readonly<Record<string, string>> = {}): Visitor {
  return {
    open: async (address) =>
      visitOf(
        await request(app.getHttpServer())
          .get(address)
          .set({ accept: 'text/html', ...headers }),
      ),
    send: async (address, form) =>
      visitOf(
        await request(app.getHttpServer())
          .post(address)
          .set({ accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers })
          .type('form')
          .send(written(form)),
      ),
  };
}

function written(form: Form): string {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(form)) for (const value of [values].flat()) body.append(name, value);
  return body.toString();
}

const visitOf = (response: Response): Visit => ({
  status: response.status,
  headers: response.headers,
  html: response.text,
  leadsTo: response.headers['location'],
  get page() {
    return readPage(response.text);
  },
});
