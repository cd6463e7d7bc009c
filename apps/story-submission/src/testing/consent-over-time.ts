import request from 'supertest';

import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { TestPerson, TestService } from '#service-kit/testing/service-harness.js';

import { answersEverything, codeOn } from './a-telling.js';
import { TellerBrowser } from './teller-browser.js';

export const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
export const secondKeeper: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
export const elsewhere: TestPerson = { person: 'X1', organisation: 'others', roles: [{ role: 'administrator' }] };

const everybody = { panel: 'yes', organisation: 'yes', partner: 'no', public: 'yes' };

export interface Told {
  readonly teller: TellerBrowser;
  readonly code: string;
  readonly story: string;
  readonly reference: string;
}

/** A story that everybody but partners may read, with what was said on the page of things that can be left blank. */
export async function tellsWith(
  service: TestService,
  { place = '', ...circumstances }: Readonly<Record<string, string>>,
): Promise<Told> {
  const teller = new TellerBrowser(service.app);
  await answersEverything(teller, 'en', 'I go out every day', { ...everybody, place });
  await teller.fillIn('/en/tell-your-story/questions/circumstances', circumstances);
  await teller.fillIn('/en/tell-your-story/check', {});
  const code = codeOn(await teller.open('/en/tell-your-story/sent'));
  const answered = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
  const { id: story } = JSON.parse(answered.text) as { readonly id: string };
  return { teller, code, story, reference: story.slice(0, 8) };
}

/** Who can read it at the key, now. */
export async function readersAtKey({ vault }: TestService, story: string): Promise<readonly ConsentAudience[]> {
  const audiences = ['panel', 'organisation', 'partner', 'public'] as const;
  const answers = await vault.unlock(
    audiences.map((audience) => ({
      ...{ owner: `story/${story}`, purpose: 'audience' as const, audience, use: 'read' as const },
      reader: { person: 'R1', organisation: 'pont-y-bore' },
    })),
  );
  return audiences.filter((_, at) => answers[at]?.kind === 'granted');
}

/** Asks the API as somebody with an account. */
export const askAs =
  (service: TestService, person: TestPerson) =>
  async (method: 'get' | 'post', address: string, body: object = {}): Promise<request.Response> => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
