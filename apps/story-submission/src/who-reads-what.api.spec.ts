import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';

import { storySubmissionErrors } from './errors.js';
import { storySubmission } from './story-submission.service.js';
import { saysOf, sits, tellsAStory } from './testing/a-sitting.js';
import { anOpenProgramme, isTold } from './testing/a-telling.js';
import { administrator, tellsWith, type Told } from './testing/consent-over-time.js';
import { noticeDuplicatesNow } from './use-cases/notice-duplicates/notice-duplicates.js';

const at = '2026-11-21T10:00:00.000Z';
const allRoles: TestPerson['roles'] = [{ role: 'evaluator' }, { role: 'facilitator' }];
const reader: TestPerson = { person: 'R1', roles: allRoles };
/** With the same roles; the teller leaves them out. */
const leftOut: TestPerson = { person: 'F1', roles: allRoles };

/** What of a story stands at an address, for whom, and what has to hold so that it is shown there. */
interface Shown {
  readonly where: string;
  readonly words: string;
  /** `work`: while it is shared. `organisation`, `translation`: where the teller said yes to that too. `law`: until it is erased. */
  readonly needs: 'work' | 'organisation' | 'translation' | 'law';
}

const narrative = 'I go out every day';

describe('what people who work with stories read of one', () => {
  let service: TestService;
  let told: Told;
  let shown: readonly Shown[];
  const owner = () => `story/${told.story}`;

  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => at });
    await isTold(service, anOpenProgramme());
    for (const person of ['R1', 'F1']) {
      const name = { class: 'name' as const, version: 1, box: 'sealed' };
      const roles = [{ role: 'facilitator' as const }];
      await service.receive(personChangedV1, `person/${person}`, { person, language: 'en', roles, revision: 1, name });
    }
    told = await tellsWith(service, { helper: 'friend', helperName: 'Heron' });
    await service.settled();
    await service.vault.widen(owner(), (now) => Promise.resolve({ ...now, uses: [...now.uses, 'translate'] }));
    await asTeller('/contact', { way: 'letter', address: '1 Kestrel Street', language: 'en' });
    await asTeller('/credits', { kind: 'person', as: 'credited', name: 'Nurse Lapwing' });
    await sits(service, {
      received: [{ story: told.story, from: 'period' }],
      reasons: [await saysOf(service, told.story, 'Doors')],
    });
    await service.settled();
    const [story, feedback] = [`/api/v1/stories/${told.story}`, `${told.story}-M-teller`];
    await does('post', `/api/v1/feedback/${feedback}/wording`, { wording: 'You were heard.' });
    await does('post', `${story}/verification`, { verifier: 'R1' });
    await does(
      'post',
      `${story}/legal-holds`,
      { of: 'story', until: '2026-12-20', why: 'Order Plover' },
      administrator,
    );
    await does('post', `${story}/death/acts`, { act: 'report', toldBy: 'family', note: 'Dunlin rang' });
    shown = [
      { where: `${story}/to-read`, words: narrative, needs: 'work' },
      { where: `${story}/redaction`, words: narrative, needs: 'work' },
      { where: `${story}/credits`, words: 'Lapwing', needs: 'work' },
      { where: story, words: narrative, needs: 'organisation' },
      { where: `${story}/translation`, words: narrative, needs: 'translation' },
      { where: `${story}/legal-holds`, words: 'Plover', needs: 'law' },
      { where: `${story}/death`, words: 'Dunlin', needs: 'law' },
      { where: `${story}/consent-history`, words: 'Heron', needs: 'law' },
      { where: `/en/feedback/${feedback}/letter`, words: '1 Kestrel Street', needs: 'work' },
    ];
  }, 60_000);
  afterEach(() => service.close());

  const asTeller = async (path: string, body: object): Promise<void> => {
    const answered = await request(service.app.getHttpServer())
      .post(`/api/v1/your-story${path}`)
      .set({ 'x-newid-code': told.code, 'idempotency-key': crypto.randomUUID() })
      .send(body);
    expect([path, answered.status < 300]).toEqual([path, true]);
  };
  const does = async (method: 'get' | 'post', path: string, body: object = {}, who = reader) => {
    const asked = request(service.app.getHttpServer())
      [method](path)
      .set(await service.as(who));
    const answered = await (method === 'get' ? asked : asked.send(body));
    expect([path, answered.status < 300, answered.text]).toEqual([path, true, answered.text]);
    await service.settled();
    return answered;
  };
  const seenAt = async ({ where, words }: Pick<Shown, 'where' | 'words'>, who: TestPerson): Promise<boolean> => {
    if (where.startsWith('/en/')) return (await (await service.browser(who)).open(where)).html.includes(words);
    const { text } = await request(service.app.getHttpServer())
      .get(where)
      .set(await service.as(who));
    return text.includes(words);
  };
  const seen = async (who = reader): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const each of shown) if (await seenAt(each, who)) found.push(each.where);
    return found;
  };
  const where = (...needs: readonly Shown['needs'][]): readonly string[] =>
    shown.filter((each) => needs.includes(each.needs)).map((each) => each.where);
  const left = (id: string) => ({ id, actor: 'anyone', at });

  it('is all of it while it is shared so, and nothing of it for one whom its teller left out', async () => {
    expect(await seen()).toEqual(where('work', 'organisation', 'translation', 'law'));
    const consent = (await service.vault.consentOf(owner()))?.consent;
    if (consent === undefined) throw new Error('It was told with consent');
    const exclusions = [{ kind: 'person' as const, id: 'F1' }];
    await service.vault.narrow(owner(), { ...consent, exclusions }, left('out'));
    expect(await seen(leftOut)).toEqual([]);
    expect(await seen()).toEqual(where('work', 'organisation', 'translation', 'law'));
  }, 60_000);

  it('goes no further than the teller said: not for the organisation, not to be translated', async () => {
    const consent = (await service.vault.consentOf(owner()))?.consent;
    if (consent === undefined) throw new Error('It was told with consent');
    const less = { ...consent, audiences: { panel: { named: false } }, uses: [] };
    await service.vault.narrow(owner(), less, left('less'));
    expect(await seen()).toEqual(where('work', 'law'));
  }, 60_000);

  it.each(['freeze', 'withdraw'] as const)(
    'after %s is what the law asks, and nothing of anybody’s work',
    async (act) => {
      const check = { where: `/api/v1/to-check/${told.story}`, words: narrative };
      expect(await seenAt(check, reader)).toBe(true);
      await service.vault[act](owner(), left(act));
      expect(await seen()).toEqual(where('law'));
      expect(await seenAt(check, reader)).toBe(false);
      expect(await seenAt(check, leftOut)).toBe(false);
    },
    60_000,
  );

  it('is nothing once it is erased', async () => {
    await service.vault.erase(owner(), left('gone'));
    expect(await seen()).toEqual([]);
  }, 60_000);

  it('of two that are alike is each for itself', async () => {
    const alike =
      'I got on the bus alone for the first time in three years, and sat by the window all the way to Bala.';
    const [one, other] = [await tellsAStory(service, alike), await tellsAStory(service, alike)];
    await service.settled();
    await noticeDuplicatesNow(service.runtime, at);
    await service.settled();
    const list = '/api/v1/programmes/telling/stories/alike';
    const [pair] = ((await does('get', list)).body as { readonly items: readonly { readonly id: string }[] }).items;
    const texts = async (who: TestPerson) => {
      const { body } = await does('get', `${list}/${pair?.id ?? ''}`, {}, who);
      const { stories } = body as {
        readonly stories: readonly { readonly id: string; readonly text: object | null }[];
      };
      return stories.flatMap(({ id, text }) => (text === null ? [] : [id])).sort();
    };
    expect(await texts(reader)).toEqual([one.story, other.story].sort());
    const consent = (await service.vault.consentOf(`story/${one.story}`))?.consent;
    if (consent === undefined) throw new Error('It was told with consent');
    const exclusions = [{ kind: 'person' as const, id: 'F1' }];
    await service.vault.narrow(`story/${one.story}`, { ...consent, exclusions }, left('one out'));
    expect(await texts(leftOut)).toEqual([other.story]);
    expect(await texts(reader)).toEqual([one.story, other.story].sort());
    await service.vault.freeze(`story/${other.story}`, left('other paused'));
    expect(await texts(reader)).toEqual([one.story]);
  }, 60_000);
});
