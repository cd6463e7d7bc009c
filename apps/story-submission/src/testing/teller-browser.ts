import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { newId } from '#service-kit/ids.js';
import { visitor, type Visit } from '#web/testing/visitor.js';

type Form = Readonly<Record<string, string | readonly string[]>>;

/** A teller's browser without JavaScript and without an account: it keeps cookies, and sends the forms it was shown. */
export class TellerBrowser {
  #cookie = '';

  constructor(private readonly app: NestFastifyApplication) {}

  /** `name=value` of the cookie it would send; empty when it has none. */
  get cookie(): string {
    return this.#cookie;
  }

  async open(address: string): Promise<Visit> {
    return this.#seen(await visitor(this.app, this.#headers()).open(address));
  }

  /** The form of the page at this address, as it is shown, with what is typed put over it. */
  async fillIn(address: string, typed: Form): Promise<Visit> {
    const shown = await this.open(address);
    if (shown.status !== 200) throw new Error(`${address} shows no form: ${String(shown.status)}`);
    const values = { ...shown.page.formValues, ...typed };
    return this.send(address, values);
  }

  /** A form sent as it is given, though the page was not opened: a second press, a page gone back to. */
  async send(address: string, form: Form): Promise<Visit> {
    return this.#seen(await visitor(this.app, this.#headers()).send(address, { command: newId(), ...form }));
  }

  /** What someone else sees who takes the device after the browser was closed. */
  forgetCookies(): void {
    this.#cookie = '';
  }

  #headers(): Readonly<Record<string, string>> {
    return this.#cookie === '' ? {} : { cookie: this.#cookie };
  }

  #seen(visit: Visit): Visit {
    for (const set of [visit.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = set.split(';', 1);
      this.#cookie = /max-age=0/i.test(set) ? '' : pair;
    }
    return visit;
  }
}
