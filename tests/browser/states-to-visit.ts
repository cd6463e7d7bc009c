import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { draftQuestions } from '../../apps/story-submission/src/domain/draft/events.js';
import { stepOfSigningIn } from './step-of-signing-in.js';
import type { RunningNewid } from '../acceptance/running-newid.js';

const programme = 'dweud-y-newid-2026';
/** The one that is open in the sample. */
const period = '2026-Q4';

/** What stands for `:name` in an address: the sample, with a meeting in each of its states. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

export interface StatesToVisit {
  readonly parameters: Parameters;
  /** Of two drafts with every answer, and of a story: what a teller types to come back. */
  readonly codes: { readonly draft: string; readonly sent: string; readonly story: string };
}

/** Begins drafts, tells a story, checks an import, and brings a meeting as far as an open round, through the API. */
export async function bringIntoStates(newid: RunningNewid): Promise<StatesToVisit> {
  const send = async (person: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const asPerson = await newid.as(person);
    const { status, text } = await asPerson(path, body);
    if (status >= 300) throw new Error(`${path} answered ${String(status)}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  const list = async (person: string, path: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const { text } = await (await newid.as(person))(path);
    return (JSON.parse(text) as { readonly items: readonly Readonly<Record<string, unknown>>[] }).items;
  };

  const closed = (await list('F1', '/api/v1/sittings'))[0];
  const closedSitting = String(closed?.['sitting']);
  const closedStory = (closed?.['stories'] as readonly { readonly story: string }[])[0]?.story ?? '';

  const meeting = { programme, panel: 'east', period: '2026-Q2', domain: 'quality', method: 'majority' };
  const sitting = String((await send('F1', '/api/v1/sittings', { ...meeting, heldIn: 'online' }))['sitting']);
  const empty = String((await send('F1', '/api/v1/sittings', { ...meeting, heldIn: 'room' }))['sitting']);
  const stories = (await list('E1', '/api/v1/stories?period=2026-Q2&domain=quality')).map((story) =>
    String(story['id']),
  );
  await send('F1', `/api/v1/sittings/${sitting}/stories`, { stories });
  const round = String((await send('F1', `/api/v1/sittings/${sitting}/rounds`, {}))['round']);

  // Another service has to hear that the period is open.
  const draft = await eventually(() => answeredDraft(newid));
  const sent = await answeredDraft(newid);
  const told = await send('C1', `/api/v1/programmes/${programme}/stories`, {
    ...{ period, domain: 'quality', language: 'en', narrative: 'I kept a plant alive for a year.' },
    ...{ audiences: { panel: { named: false } }, uses: ['quote'], wordingVersion: 1, consentLanguage: 'en' },
  });
  const added = await send('A1', '/api/v1/people', { name: 'Somebody new', roles: [{ role: 'panel-member' }] });
  const check = await newid.uploadCsv('E1', `/api/v1/programmes/${programme}/imports?dryRun=true`, 'id\nDN-900\n');
  const reference = String((await list('E1', '/api/v1/stories?period=2026-Q2&domain=quality'))[0]?.['reference']);
  const asked = { receivedOn: '2026-01-31', how: 'letter', words: 'Please' };
  const toErase = await send('A1', '/api/v1/rights-requests', { ...asked, right: 'erase-story', reference });
  const complaint = await send('E1', '/api/v1/rights-requests', { ...asked, right: 'complain' });
  return {
    parameters: {
      programme: [programme],
      period: ['2026-Q1', period],
      panel: ['east'],
      level: ['1'],
      sitting: [sitting, empty, closedSitting],
      story: [...stories.slice(0, 1), closedStory],
      round: [round],
      import: [check],
      request: [String(toErase['request']), String(complaint['request'])],
      right: ['pause', 'erase-story', 'object', 'complain'],
      person: ['M01'],
      question: draftQuestions,
      token: [String(added['link']).split('/').at(-1) ?? ''],
      step: [await stepOfSigningIn(newid, send)],
    },
    codes: { draft, sent, story: String(told['code']) },
  };
}

const answers = {
  story: { narrative: 'I planted beans in a yoghurt pot.' },
  why: { whySignificant: 'They came up.' },
  title: { title: 'Beans' },
  kind: { domain: 'quality' },
  readers: { panel: 'yes', organisation: 'no', partner: 'no', public: 'no' },
  name: {},
};

async function answeredDraft(newid: RunningNewid): Promise<string> {
  const send = async (method: string, path: string, body: object, code = ''): Promise<Response> => {
    const response = await fetch(newid.address + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...(code === '' ? {} : { 'x-newid-code': code }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
    return response;
  };
  const begun = await send('POST', `/api/v1/programmes/${programme}/drafts`, { period, language: 'en' });
  const { code } = (await begun.json()) as { readonly code: string };
  for (const [question, answer] of Object.entries(answers)) {
    await send('PUT', `/api/v1/your-draft/answers/${question}`, answer, code);
  }
  return code;
}
