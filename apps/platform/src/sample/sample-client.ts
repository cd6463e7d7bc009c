import { randomUUID } from 'node:crypto';

/** Speaks to a running Newid as its API's users do; the sample is loaded by nothing else. */
export class SampleClient {
  readonly #tokens = new Map<string, string>();

  constructor(private readonly address: string) {}

  async setUp(body: object): Promise<void> {
    const { token, person } = await this.#send('POST', '/api/v1/set-up', undefined, body);
    this.#tokens.set(String(person), String(token));
  }

  post(person: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    return this.#as(person, (token) => this.#send('POST', path, token, body));
  }

  put(person: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    return this.#as(person, (token) => this.#send('PUT', path, token, body));
  }

  postFile(person: string, path: string, file: Uint8Array, type: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#as(person, (token) => this.#send('POST', path, token, file, type));
  }

  get(person: string, path: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#as(person, (token) => this.#send('GET', path, token));
  }

  /** Without a session: somebody who tells a story, or who has the code of one. */
  asTeller(path: string, body: object, code?: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#send('POST', path, undefined, body, 'application/json', code);
  }

  async #as<Result>(person: string, act: (token: string) => Promise<Result>): Promise<Result> {
    let token = this.#tokens.get(person);
    if (token === undefined) {
      token = String((await this.#send('POST', '/api/v1/sample-sessions', undefined, { person }))['token']);
      this.#tokens.set(person, token);
    }
    return act(token);
  }

  async #send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    token: string | undefined,
    body?: object | Uint8Array,
    type = 'application/json',
    code?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'idempotency-key': randomUUID(),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(code === undefined ? {} : { 'x-newid-code': code }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${String(response.status)}: ${text}`);
    const answer: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) throw new Error(`${method} ${path} answered no object`);
    return Object.fromEntries(Object.entries(answer));
  }
}
