import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { draftQuestions } from '../../apps/story-submission/src/domain/draft/events.js';
import { plainPng } from '../../apps/story-submission/src/testing/some-media.js';
import { stepOfSigningIn } from './step-of-signing-in.js';
import type { RunningNewid } from '../acceptance/running-newid.js';

const programme = 'dweud-y-newid-2026';
/** The one that is open in the sample. */
const period = '2026-Q4';

/** What stands for `:name` in an address: the sample, with a meeting in each of its states. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

export interface StatesToVisit {
  readonly parameters: Parameters;
  /** Of two drafts with every answer, of a story, and of one in a story: what a teller types to come back. */
  readonly codes: { readonly draft: string; readonly sent: string; readonly story: string; readonly part: string };
}

/** Begins drafts, tells a story, checks an import, and brings a meeting as far as an open round, through the API. */
export async function bringIntoStates(newid: RunningNewid): Promise<StatesToVisit> {
  const send = async (person: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const asPerson = await newid.as(person);
    const { status, text } = await asPerson(path, body);
    if (status >= 500)
      throw new Error(`${path} answered ${String(status)}. Newid said last:\n${await newid.lastSaid()}`);
    if (status >= 300) throw new Error(`${path} answered ${String(status)}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  const list = async (person: string, path: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const { text } = await (await newid.as(person))(path);
    return (JSON.parse(text) as { readonly items: readonly Readonly<Record<string, unknown>>[] }).items;
  };

  await send('E1', `/api/v1/programmes/${programme}/extra-questions`, {
    ...{ kind: 'several', wording: { en: 'What helped?', cy: 'Beth helpodd?' } },
    options: [
      { en: 'A person', cy: 'Rhywun' },
      { en: 'A place', cy: 'Rhywle' },
    ],
  });

  await adoptThemes(newid);

  const closed = (await list('F1', '/api/v1/sittings')).find(({ period }) => period === '2026-Q1');
  const closedSitting = String(closed?.['sitting']);
  const shared = await list('E1', '/api/v1/stories?period=2026-Q1&state=shared');
  const heard = closed?.['stories'] as readonly { readonly story: string }[];
  const closedStory = heard.find(({ story }) => shared.some(({ id }) => id === story))?.story ?? '';

  const meeting = { programme, panel: 'east', period: '2026-Q2', domain: 'quality', method: 'majority' };
  const sitting = String((await send('F1', '/api/v1/sittings', { ...meeting, heldIn: 'online' }))['sitting']);
  const empty = String((await send('F1', '/api/v1/sittings', { ...meeting, heldIn: 'room' }))['sitting']);
  const stories = (await list('E1', '/api/v1/stories?period=2026-Q2&domain=quality')).map((story) =>
    String(story['id']),
  );
  await send('F1', `/api/v1/sittings/${sitting}/stories`, { stories });
  const round = String((await send('F1', `/api/v1/sittings/${sitting}/rounds`, {}))['round']);
  const inRoom = await roundInRoom({ ...meeting, heldIn: 'room' }, stories.slice(0, 2), send);

  await send('F1', `/api/v1/sittings/${sitting}/remarks`, { text: 'Shall we read the short ones first?' });
  const said = await list('F1', `/api/v1/sittings/${sitting}/remarks`);
  const view = { kind: 'caveat', text: 'We might hear the long ones again.' };
  await send('F1', `/api/v1/sittings/${sitting}/dissent`, view);
  const words = (await list('F1', '/api/v1/own-words')).flatMap(
    (meeting) => meeting['words'] as readonly { readonly kind: string; readonly reason: string }[],
  );

  // Another service has to hear that the period is open.
  const draft = await eventually(() => answeredDraft(newid));
  const sent = await answeredDraft(newid);
  const told = await send('C1', `/api/v1/programmes/${programme}/stories`, {
    ...{ period, domain: 'quality', language: 'en', narrative: 'I kept a plant alive for a year.' },
    ...{ audiences: { panel: { named: false } }, uses: ['quote'], wordingVersion: 1, consentLanguage: 'en' },
  });
  const group = await toldTogether({ send });
  const feedback = await toldBack(String(told['story']), { send, list });
  await send('E1', `/api/v1/stories/${closedStory}/verification`, { verifier: 'F1' });
  await leavesOut(String(told['story']), 'plant', send);
  await leavesOut(closedStory, await firstWordOf(newid, closedStory), send);
  const added = await send('A1', '/api/v1/people', { name: 'Somebody new', roles: [{ role: 'panel-member' }] });
  const recommended = { period: '2026-Q2', recommendation: 'Ring back within a day.', stories: stories.slice(0, 1) };
  const action = await send('E1', `/api/v1/programmes/${programme}/actions`, recommended);
  const check = await newid.uploadCsv('E1', `/api/v1/programmes/${programme}/imports?dryRun=true`, 'id\nDN-900\n');
  const reference = String((await list('E1', '/api/v1/stories?period=2026-Q2&domain=quality'))[0]?.['reference']);
  const asked = { receivedOn: '2026-01-31', how: 'letter', words: 'Please' };
  const toErase = await send('A1', '/api/v1/rights-requests', { ...asked, right: 'erase-story', reference });
  const complaint = await send('E1', '/api/v1/rights-requests', { ...asked, right: 'complain' });
  const copy = await send('E1', '/api/v1/rights-requests', { ...asked, right: 'see', reference });
  await send('E1', `/api/v1/rights-requests/${String(copy['request'])}/identity`, { how: 'document' });
  const concern = await send('F1', `/api/v1/stories/${stories[0] ?? ''}/concerns`, {
    said: 'Somebody may be in danger',
  });
  const breach = await send('A1', '/api/v1/breaches', {
    ...{ foundAt: '2026-01-31T09:30:00Z', people: 3, kinds: ['names'], risk: 'likely', regulator: 'to-decide' },
    ...{ regulatorToldAt: null, peopleToldAt: null, isClosed: false, what: 'A list was lost', measures: '' },
    whyNotTold: '',
  });
  const disclosure = await send('A1', '/api/v1/disclosures', {
    ...{ kind: 'foi', basis: 'freedom-of-information', receivedOn: '2026-01-31', bankHolidays: 0, outcome: 'open' },
    ...{ answeredOn: null, who: 'Somebody', what: 'How many stories', given: '', decidedBy: '', why: '' },
  });
  const code = String(told['code']);
  const media = [
    await bringPicture(newid, '/api/v1/your-draft/media', { 'x-newid-code': draft }),
    await bringPicture(newid, '/api/v1/your-story/media', { 'x-newid-code': code }),
    await bringPicture(newid, `/api/v1/stories/${stories[0] ?? ''}/media`, {
      authorization: `Bearer ${await newid.enter('E1')}`,
    }),
  ];
  const rehearsal = await send('A1', '/api/v1/rehearsals', { kind: 'erasure', second: 'E1' });
  return {
    parameters: {
      programme: [programme],
      period: ['2026-Q1', period],
      domain: ['quality'],
      panel: ['east'],
      level: ['1'],
      sitting: [sitting, empty, closedSitting],
      story: [...stories.slice(0, 1), closedStory, group.story],
      contributor: [group.contributor],
      round: [round, inRoom],
      member: ['M01'],
      remark: said.map(({ remark }) => String(remark)),
      reason: words.filter(({ kind }) => kind === 'caveat').map(({ reason }) => reason),
      import: [check],
      request: [String(toErase['request']), String(complaint['request']), String(copy['request'])],
      right: ['pause', 'erase-story', 'erase-person', 'object', 'complain'],
      action: [String(action['action'])],
      feedback,
      concern: [String(concern['concern'])],
      breach: [String(breach['breach'])],
      rehearsal: [String(rehearsal['rehearsal'])],
      disclosure: [String(disclosure['disclosure'])],
      medium: media,
      pair: [await eventually(() => firstPair({ list }))],
      number: ['1'],
      person: ['M01'],
      question: [...draftQuestions, 'q1'],
      extra: ['q1'],
      token: [String(added['link']).split('/').at(-1) ?? ''],
      step: [await stepOfSigningIn(newid, send)],
    },
    codes: { draft, sent, story: String(told['code']), part: group.code },
  };
}

/** Pages of coding have the boxes of a programme’s themes. */
async function adoptThemes(newid: RunningNewid): Promise<void> {
  const response = await fetch(`${newid.address}/api/v1/programmes/${programme}/framework`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      authorization: `Bearer ${await newid.enter('E1')}`,
    },
    body: JSON.stringify({ shipped: 'lived-experience' }),
  });
  if (!response.ok) throw new Error(`Themes were answered ${String(response.status)}: ${await response.text()}`);
}

/** Somebody would leave out a word: its teller is asked, and whoever reads first sees both texts. */
const leavesOut = (story: string, passage: string, send: Client['send']) =>
  send('E1', `/api/v1/stories/${story}/redaction`, { storyVersion: 1, passages: [{ passage }] });

async function firstWordOf(newid: RunningNewid, story: string): Promise<string> {
  const { text } = await (await newid.as('E1'))(`/api/v1/stories/${story}/redaction`);
  const seen = JSON.parse(text) as { readonly text: { readonly narrative: string } };
  return /[\p{L}]+/u.exec(seen.text.narrative)?.[0] ?? '';
}

/** Everything has been read aloud: what members answer can be recorded. */
async function roundInRoom(meeting: object, stories: readonly string[], send: Client['send']): Promise<string> {
  const at = `/api/v1/sittings/${String((await send('F1', '/api/v1/sittings', meeting))['sitting'])}`;
  await send('F1', `${at}/stories`, { stories });
  for (const story of stories) await send('F1', `${at}/stories/${story}/readings`, { how: 'read-aloud' });
  return String((await send('F1', `${at}/rounds`, {}))['round']);
}

interface Client {
  readonly send: (person: string, path: string, body: object) => Promise<Readonly<Record<string, unknown>>>;
  readonly list: (person: string, path: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

interface OneOfGroup {
  readonly story: string;
  readonly contributor: string;
  readonly code: string;
}

/** Two stories of one group, alike: one of those in the second. */
async function toldTogether({ send }: Pick<Client, 'send'>): Promise<OneOfGroup> {
  const narrative = 'We dug the bed behind the hall, and in May the first beans climbed the wall of the old laundry.';
  const body = {
    period,
    language: 'en',
    narrative,
    contributors: [{ name: 'Ann', contact: 'ann@example.org' }, { name: 'Bea' }],
  };
  await send('C1', `/api/v1/programmes/${programme}/stories/told-together`, body);
  const { story, contributors } = await send('C1', `/api/v1/programmes/${programme}/stories/told-together`, body);
  const [first] = contributors as readonly Pick<OneOfGroup, 'contributor' | 'code'>[];
  return { story: String(story), contributor: first?.contributor ?? '', code: first?.code ?? '' };
}

/** Stories are compared a few seconds after they came. */
async function firstPair({ list }: Pick<Client, 'list'>): Promise<string> {
  const [pair] = await list('E1', `/api/v1/programmes/${programme}/stories/alike`);
  if (pair === undefined) throw new Error('No stories that are alike were noticed');
  return String(pair['id']);
}

/** A meeting hears a story and says what it taught; its teller and its collector are told on pages of their own. */
async function toldBack(story: string, { send, list }: Client): Promise<readonly string[]> {
  await send('E1', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 });
  const meeting = { programme, panel: 'east', period, domain: 'quality', method: 'majority', heldIn: 'online' };
  const sitting = String((await send('F1', '/api/v1/sittings', meeting))['sitting']);
  const at = `/api/v1/sittings/${sitting}`;
  await eventually(() => send('F1', `${at}/stories`, { stories: [story] }));
  await send('F1', `${at}/outcome`, { kind: 'learning', stories: [], reason: 'We listened.' });
  await send('F1', `${at}/lesson-lines`, { story, text: 'A plant can be company.' });
  await send('F1', `${at}/closing`, {});
  const items = [`${story}-${sitting}-teller`, `${story}-${sitting}-collector`];
  for (const item of items) {
    const words = { channel: 'page', wording: 'The panel heard it, and learned from it.' };
    await eventually(() => send('E1', `/api/v1/feedback/${item}/sending`, words));
  }
  const drafts = await list('E1', `/api/v1/feedback?programme=${programme}&state=due`);
  return [...items, ...drafts.slice(0, 1).map(({ feedback }) => String(feedback))];
}

/** A picture told with a story, with words beside it. */
async function bringPicture(newid: RunningNewid, path: string, who: Readonly<Record<string, string>>): Promise<string> {
  const send = async (method: string, to: string, type: string, body: Uint8Array<ArrayBuffer> | string) => {
    const headers = { ...who, 'content-type': type, 'idempotency-key': crypto.randomUUID() };
    const response = await fetch(newid.address + to, { method, headers, body });
    if (!response.ok) throw new Error(`${to} answered ${String(response.status)}: ${await response.text()}`);
    return (await response.json()) as { readonly medium: string };
  };
  const { medium } = await send('POST', path, 'application/octet-stream', new Uint8Array(plainPng));
  await send('PUT', `${path}/${medium}/words`, 'application/json', JSON.stringify({ words: 'A grey dot' }));
  return medium;
}

const answers = {
  story: { narrative: 'I planted beans in a yoghurt pot.' },
  why: { whySignificant: 'They came up.' },
  title: { title: 'Beans' },
  kind: { domain: 'quality' },
  q1: { answer: ['o1'] },
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
