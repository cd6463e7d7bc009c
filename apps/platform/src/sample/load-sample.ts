import { sampleAdministrator, samplePeople } from '../../../identity-access/src/sample-people.js';
import { SampleClient } from './sample-client.js';
import { eventually } from './eventually.js';
import { importSampleStories, storiesSeen } from './sample-stories.js';
import { playSitting } from './play-sitting.js';
import { programmeBody, readSampleProgramme, type SampleProgramme } from './sample-programme.js';
import { readSampleSittings, type SampleSitting } from './sample-rounds.js';

/** Brings the sample in through the public API, step by step; `say` tells what is being done. */
export async function loadSample(address: string, setUpLink: string, say: (step: string) => void): Promise<void> {
  const client = new SampleClient(address);
  const sample = readSampleProgramme();
  say('the organisation and its people');
  await client.setUp({
    link: setUpLink,
    organisation: { en: 'Pont y Bore Network (invented)', cy: 'Rhwydwaith Pont y Bore (dychmygol)' },
    name: 'A1, administrator',
    organisationId: 'pont-y-bore',
    personId: sampleAdministrator,
  });
  const roleOf = new Map(sample.people.map(({ id, role }) => [id, role.en]));
  for (const { id, roles } of samplePeople) {
    const name = `${id}, ${roleOf.get(id) ?? roles[0]?.role ?? ''}`;
    await client.post(sampleAdministrator, '/api/v1/people', { id, name, roles });
  }
  say('the programme');
  await client.post('E1', '/api/v1/programmes', programmeBody(sample));
  await eventually(() => client.put('E1', `/api/v1/programmes/${sample.id}/safeguarding`, safeguarding));
  say('48 stories');
  await importSampleStories(client, sample.id);
  const sittings = readSampleSittings();
  await convenePanels(client, sample, sittings);
  const stories = await storiesSeen(client, sample.id);
  const played = { stories, sittings: new Map<string, string>() };
  for (const sitting of sittings.filter(({ id }) => playedLive.includes(id))) {
    say(`the meeting of the ${sitting.panel} panel, ${sitting.period}`);
    await playSitting(client, sample.id, sitting, played);
  }
  say('a period in which stories can be told');
  await client.post('E1', `/api/v1/programmes/${sample.id}/periods`, openPeriod);
  await client.post('E1', `/api/v1/programmes/${sample.id}/periods/${openPeriod.id}/opening`, {});
}

/** Who is there when a story says that somebody may be in danger: without them no period opens. */
export const safeguarding = {
  lead: 'F3',
  deputy: 'E1',
  hours: { en: 'Monday to Friday, 9am to 5pm', cy: 'Dydd Llun i ddydd Gwener, 9yb tan 5yp' },
};

/** The periods of the sample are past: without one that is open, nobody who tries Newid could tell a story. */
const openPeriod = {
  id: '2026-Q4',
  name: { en: 'October to December 2026', cy: 'Hydref i Ragfyr 2026' },
  opens: '2026-10-01',
  closes: '2026-12-31',
};

/** Those whose methods meetings have so far; the others can be counted with `newid tally`. */
const playedLive = ['S1', 'S2', 'S3', 'S6'];

async function convenePanels(
  client: SampleClient,
  sample: SampleProgramme,
  sittings: readonly SampleSitting[],
): Promise<void> {
  for (const { id, members } of sample.panels) {
    const facilitator = sittings.find(({ panel }) => panel === id)?.facilitator ?? 'F1';
    const path = `/api/v1/programmes/${sample.id}/panels/${id}/convening`;
    await eventually(() => client.post('E1', path, { members, facilitator }));
  }
}
