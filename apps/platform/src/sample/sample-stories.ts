import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { eventually } from './eventually.js';
import type { SampleClient } from './sample-client.js';
import { samplesFolder } from './sample-programme.js';

/** All of samples/stories-en-cy.csv, into a programme that has its periods and domains. */
export async function importSampleStories(client: SampleClient, programme: string): Promise<void> {
  const file = readFileSync(join(samplesFolder, 'stories-en-cy.csv'));
  // E1 has read all 48 for the panels, and says so.
  const begin = () => client.postFile('E1', `/api/v1/programmes/${programme}/imports?wasRead=true`, file, 'text/csv');
  const id = String((await eventually(begin))['import']);
  for (;;) {
    const { state } = await client.get('E1', `/api/v1/imports/${id}`);
    if (state === 'ended') return;
    if (state === 'failed') throw new Error('The sample stories could not be imported');
    await setTimeout(20);
  }
}

/** Ids by reference, of the programme's first page of stories: more than the sample has. */
export async function storiesSeen(client: SampleClient, programme: string): Promise<ReadonlyMap<string, string>> {
  const { items } = await client.get('E1', `/api/v1/stories?programme=${programme}`);
  if (!Array.isArray(items)) throw new Error('No stories were listed');
  return new Map(items.filter(isStory).map(({ reference, id }) => [reference, id]));
}

const isStory = (value: unknown): value is { readonly reference: string; readonly id: string } =>
  typeof value === 'object' && value !== null && 'reference' in value && 'id' in value;
