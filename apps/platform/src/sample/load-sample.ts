import { sampleAdministrator, samplePeople } from '../../../identity-access/src/sample-people.js';
import { SampleClient } from './sample-client.js';
import { programmeBody, readSampleProgramme } from './sample-programme.js';

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
}
