import { eventually } from '../sample/eventually.js';
import { SampleClient } from '../sample/sample-client.js';
import { safeguarding } from '../sample/load-sample.js';
import { readSampleProgramme } from '../sample/sample-programme.js';
import { importSampleStories, storiesSeen } from '../sample/sample-stories.js';
import { domainId, fourLevels, panels, periodId, programmeId, toldLive } from './four-levels.js';
import { MeetingPlayed } from './meeting-played.js';
import type { Answer } from './said-of-round.js';

type Say = (line: string) => void;

const programmePath = `/api/v1/programmes/${programmeId}`;
const periodPath = `${programmePath}/periods/${periodId}`;

/** Plays a whole period of a programme with four levels through the public API, and says who does what and what comes of it. */
export async function playPeriod(address: string, say: Say): Promise<void> {
  const client = new SampleClient(address);
  await client.post('E1', '/api/v1/programmes', fourLevels(readSampleProgramme()));
  say(`E1 sets up a programme with ${String(panels.length)} panels on four levels`);
  await eventually(() => client.put('E1', `${programmePath}/safeguarding`, safeguarding));
  const { lead, deputy } = safeguarding;
  say(`E1 names who is there if a story says that somebody may be in danger: ${lead}, and ${deputy} as deputy`);
  await client.post('E1', `${periodPath}/opening`, {});
  say(`E1 opens the period ${periodId}`);
  const stories = await collect(client, say);
  await client.post('E1', `${periodPath}/closing`, { why: 'The day that was agreed' });
  say('E1 closes the period for telling');
  for (const { id, members, facilitator } of panels) {
    const path = `${programmePath}/panels/${id}/convening`;
    await eventually(() => client.post('E1', path, { members, facilitator }));
  }
  say('E1 convenes the panels');
  const chosen = await select(client, stories, say);
  await tellBack(client, stories, chosen, say);
  await report(client, stories, chosen, say);
}

interface StoryOfDemo {
  readonly id: string;
  /** Of those told here: with it their teller can take them back. */
  readonly code?: string;
}

async function collect(client: SampleClient, say: Say): Promise<ReadonlyMap<string, StoryOfDemo>> {
  await importSampleStories(client, programmeId);
  const told = new Map<string, StoryOfDemo>();
  for (const [reference, id] of await storiesSeen(client, programmeId)) told.set(reference, { id });
  say(`E1 imports a file: ${String(told.size)} stories, each of which E1 has read for the panels`);
  const audiences = { panel: { named: false }, organisation: { named: false }, public: { named: false } };
  for (const { title, narrative, whySignificant, language } of toldLive) {
    const body = {
      ...{ title, narrative, whySignificant, language, period: periodId, domain: domainId, wordingVersion: 1 },
      ...{ consentLanguage: language, audiences },
    };
    const { story, reference, code } = await client.asTeller(`${programmePath}/stories`, body);
    told.set(String(reference), { id: String(story), code: String(code) });
    say(`A teller without an account tells “${title}” (${String(reference)}) and is given a code`);
    await eventually(() => client.post('E1', `/api/v1/stories/${String(story)}/clearing`, { storyVersion: 1 }));
    say(`  E1 reads it first, and lets the panels have it`);
  }
  return told;
}

/** Up the ladder; resolves with what the highest panel chose. */
async function select(client: SampleClient, told: ReadonlyMap<string, StoryOfDemo>, say: Say): Promise<string> {
  const ids = new Map([...told].map(([reference, { id }]) => [reference, id]));
  const [kettle = '', phone = '', chair = ''] = [...told]
    .filter(([, { code }]) => code !== undefined)
    .map(([name]) => name);
  const meet = async (panel: string, ...stories: readonly string[]): Promise<MeetingPlayed> => {
    const found = panels.find(({ id }) => id === panel);
    if (found === undefined) throw new Error(`There is no panel ${panel}`);
    const { method, facilitator, members, level } = found;
    say(`— Level ${String(level)}`);
    const given = {
      programme: programmeId,
      panel,
      period: periodId,
      domain: domainId,
      method,
      facilitator,
      members,
      stories,
    };
    return MeetingPlayed.open(client, given, ids, say);
  };
  const choose = (choice: string, reason: string): Answer => ({ choice, reason });

  const town = await meet('town', 'DN-001', 'DN-002', 'DN-003');
  await town.round({
    M01: choose('DN-001', 'Getting off the bus is the whole of it'),
    M02: choose('DN-001', 'Nobody could do it for them'),
    M03: choose('DN-003', 'Booking something is trusting there will be a summer'),
    M04: { abstain: true },
  });
  await town.decide('one', ['DN-001'], 'A step that nobody else could see', {
    member: 'M03',
    text: 'The holiday should not be read as a small thing',
  });

  const valley = await meet('valley', 'DN-004', 'DN-005', 'DN-006');
  await valley.round({
    M05: choose('DN-004', 'A raised hand in Welsh'),
    M06: choose('DN-005', 'The phone stayed on'),
    M07: choose('DN-004', 'It changed the room'),
    M08: choose('DN-005', 'It reached a farm'),
  });
  await valley.round({
    M05: choose('DN-004', 'Still this'),
    M06: choose('DN-004', 'I am moved by what was said'),
    M07: choose('DN-004', 'Still this'),
    M08: choose('DN-005', 'I stay with the farm'),
  });
  await valley.hold('DN-006', '2026-Q2', 'Too soon: we want to hear how it goes on');
  await valley.decide('one', ['DN-004'], 'To speak in your own language is the change');

  const coast = await meet('coast', 'DN-007', 'DN-008', 'DN-009');
  await coast.round({
    M09: { approve: ['DN-007', 'DN-008'], reason: 'Both found a word' },
    M10: { approve: ['DN-008'], reason: 'No reason needed: that is the point' },
    M11: { approve: ['DN-008', 'DN-009'] },
  });
  await coast.decide('one', ['DN-008'], 'To be let off explaining yourself');

  const hills = await meet('hills', kettle, phone, chair);
  await hills.round({
    M12: { scores: { [kettle]: 8, [phone]: 7, [chair]: 9 } },
    M13: { scores: { [kettle]: 6, [phone]: 8, [chair]: 9 } },
    M14: { scores: { [kettle]: 9, [phone]: 6, [chair]: 8 } },
  });
  await hills.decide('joint', [chair, kettle], 'One changed a meeting and one changed a house');

  const east = await meet('east', 'DN-001', 'DN-004');
  await east.round({
    M01: { ranking: ['DN-004', 'DN-001'], reason: 'It went past one person' },
    M05: { ranking: ['DN-004', 'DN-001'] },
    M09: { ranking: ['DN-001', 'DN-004'] },
  });
  await east.decide('one', ['DN-004'], 'It opened the room for others');

  const west = await meet('west', 'DN-008', chair, kettle);
  await west.round({
    M02: { scores: { 'DN-008': 7, [chair]: 9, [kettle]: 6 } },
    M06: { scores: { 'DN-008': 8, [chair]: 7, [kettle]: 7 } },
    M10: { scores: { 'DN-008': 6, [chair]: 9, [kettle]: 8 } },
  });
  await west.round({
    M02: choose(chair, 'The scores said so and I still think so'),
    M06: choose('DN-008', 'Talking it over changed my mind'),
    M10: choose(chair, 'It can be done in every review from tomorrow'),
  });
  await west.decide('one', [chair], 'A chair is a thing that any service can carry');

  const region = await meet('region', 'DN-004', chair);
  await region.round({ M03: choose('DN-004', 'Language'), M07: choose(chair, 'Power'), M11: choose(chair, 'Power') });
  await region.round(
    {
      M03: { stance: 'object', reason: 'Without the Welsh story we leave half of it out' },
      M07: { stance: 'agree' },
      M11: { stance: 'agree' },
    },
    [chair],
  );
  await region.round({ M03: { stance: 'agree' }, M07: { stance: 'agree' }, M11: { stance: 'stand_aside' } }, [
    chair,
    'DN-004',
  ]);
  await region.decide('joint', [chair, 'DN-004'], 'Being heard, in your own language and beside somebody');

  const nation = await meet('nation', chair, 'DN-004');
  await nation.round({
    ...Object.fromEntries(['M01', 'M04', 'M08', 'M10'].map((member) => [member, { choice: chair }])),
    M12: { choice: 'DN-004' },
    M14: { choice: 'DN-004' },
  });
  await nation.decide('one', [chair], 'It shows every service what to change on Monday');
  return chair;
}

/** What was decided goes back to who told; here to the teller of one story, who answers. */
async function tellBack(
  client: SampleClient,
  told: ReadonlyMap<string, StoryOfDemo>,
  chosen: string,
  say: Say,
): Promise<void> {
  say('— Telling back');
  const { id, code = '' } = told.get(chosen) ?? {};
  const drafted = await eventually(async () => {
    const { items } = await client.get('E1', `/api/v1/feedback?programme=${programmeId}&state=drafted&level=4`);
    const item = Array.isArray(items) ? items.filter(isFeedback).find(({ story }) => story === id) : undefined;
    if (item === undefined) throw new Error(`Nothing was drafted for the teller of ${chosen}`);
    return item;
  });
  const wording = 'The national panel read your story and chose it, because it shows every service what to change.';
  await client.post('E1', `/api/v1/feedback/${drafted.feedback}/sending`, { channel: 'page', wording });
  say(`E1 tells the teller of ${chosen} on their own page: “${wording}”`);
  const path = `/api/v1/your-story/feedback/${drafted.feedback}`;
  await client.asTeller(`${path}/sight`, {}, code);
  const answer = 'Thank you. Please leave the second chair where it is.';
  await client.asTeller(`${path}/answer`, { answer }, code);
  say(`The teller looks at it with their code, and answers the panel: “${answer}”`);
}

const isFeedback = (item: unknown): item is { readonly feedback: string; readonly story: string } =>
  typeof item === 'object' && item !== null && 'feedback' in item && 'story' in item;

async function report(
  client: SampleClient,
  told: ReadonlyMap<string, StoryOfDemo>,
  chosen: string,
  say: Say,
): Promise<void> {
  const { issue } = await eventually(() => client.post('E1', `${periodPath}/report/issues`, { audience: 'public' }));
  say(`E1 publishes the impact report for the public: issue ${String(issue)}`);
  const story = told.get(chosen);
  if (story?.code === undefined) throw new Error(`${chosen} was not told here`);
  await client.asTeller(`/api/v1/stories/${story.id}/withdrawal`, {}, story.code);
  say(`The teller of ${chosen}, chosen at every level, takes the story back with their code`);
  const text = JSON.stringify(await client.get('E1', `${periodPath}/report?audience=public`));
  say(
    text.includes('second chair')
      ? 'The report still shows it'
      : 'At once the report shows that a story was chosen and taken back, and nothing of its text',
  );
  say(`Look at it: E1 at /en/programmes/${programmeId}, the panels’ people at /en/meetings`);
}
