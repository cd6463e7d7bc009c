import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import type { Consent } from '#contracts/shared/consent.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { ErasureFile } from '#key-vault/erasure-file.js';
import type { Grant, KeyVault, UnlockRequest } from '#key-vault/key-vault.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { StorySubmitted } from '../../apps/story-submission/src/domain/story/events.js';
import { storyDecider, submitStory, wordsIn } from '../../apps/story-submission/src/domain/story/story.js';
import { storySubmission } from '../../apps/story-submission/src/story-submission.service.js';
import {
  ErasePerson,
  ErasePersonHandler,
} from '../../apps/story-submission/src/use-cases/erase-story/erase-story.command.js';
import {
  WithdrawStory,
  WithdrawStoryHandler,
} from '../../apps/story-submission/src/use-cases/withdraw-story/withdraw-story.command.js';
import { narrative, Sequence } from './generated-stories.js';
import { timed, type Row } from './rows.js';
import { openService } from './running-service.js';
import type { Sizes } from './sizes.js';

const organisation = 'pont-y-bore';
const batch = 100;
const context = (commandId: string) => ({
  ...{ commandId, organisation, actor: 'bench', at: '2026-11-21T10:00:00.000Z', correlation: 'bench' },
});
const consent: Consent = {
  ...{ audiences: { panel: { named: false } }, exclusions: [], uses: [], wordingVersion: 1 },
  ...{ language: 'en', answeredAt: '2026-11-21T10:00:00.000Z', how: 'own' },
};
const ownerOf = (story: string): string => `story/${story}`;
const byPanel = (story: string): UnlockRequest => ({
  ...{ owner: ownerOf(story), reader: { person: 'reader', organisation }, purpose: 'audience' },
  ...{ audience: 'panel', use: 'read' },
});

interface Told {
  readonly story: string;
  readonly text: string;
  readonly sealed: Sealed;
}

/** What consent at the key costs whoever reads, and how soon what is taken back is gone. */
export async function measureTrust(sizes: Sizes, folder: string): Promise<readonly Row[]> {
  const service = await openService(storySubmission, folder);
  const { runtime } = service.running;
  await service.running.start();
  // As another process of a service has it.
  const other = await openSqliteKeyVault({
    file: join(folder, 'vault.db'),
    keysFolder: join(folder, 'keys'),
    masterKey: openMasterKey({ file: join(folder, 'master.key'), createIfMissing: false }),
    erasures: new ErasureFile(join(folder, 'keys', 'erasures.log')),
  });
  try {
    const sequence = new Sequence(7);
    return [
      await unlocking(runtime, other, sequence, sizes),
      await withdrawing(runtime, other, sequence, sizes),
      await erasing(runtime, other, sequence, sizes, () => service.running.settled()),
    ];
  } finally {
    await other.close();
    await service.close();
  }
}

async function tell({ store, vault }: ServiceRuntime, story: string, teller: string, text: string): Promise<Told> {
  const keys = { owner: ownerOf(story), organisation, person: teller, consent };
  const sealer = await vault.createStory({ ...keys, classes: ['text', 'name', 'original'] });
  const sealed = sealer.seal('text', 1, { narrative: text });
  const data: StorySubmitted['data'] = {
    ...{ story, reference: story, externalId: null, programme: 'telling', period: '2026-Q1', domain: null },
    ...{ language: 'en', route: 'own', toldOn: '2026-11-21', storyVersion: 1, words: wordsIn(text) },
    ...{ teller, collector: null, text: sealed, names: null, original: null, consent, codeHash: null, import: null },
  };
  await store.execute(ownerOf(story), context(`tell ${story}`), storyDecider, (state) => submitStory(state, data));
  return { story, text, sealed };
}

async function tellMany(
  runtime: ServiceRuntime,
  sequence: Sequence,
  count: number,
  name: string,
  tellerOf: (index: number) => string,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) }, (_, index) => from + index);
    told.push(
      ...(await Promise.all(
        some.map((index) => tell(runtime, `${name}-${String(index)}`, tellerOf(index), narrative(sequence))),
      )),
    );
  }
  return told;
}

/** Every story by another teller, so that nothing but the vault itself is shared within a batch. */
async function unlocking(
  runtime: ServiceRuntime,
  vault: KeyVault,
  sequence: Sequence,
  { unlockBatches, unlockStories }: Sizes,
): Promise<Row> {
  const told = await tellMany(runtime, sequence, unlockStories, 'read', (index) => `teller-${String(index)}`);
  const bare = told.map(({ text }) => sealBare(Buffer.from(JSON.stringify({ narrative: text }))));
  const runs: number[] = [];
  let slowest = 0;
  for (let round = 0; round <= unlockBatches; round += 1) {
    const from = (round * batch) % (told.length - batch + 1);
    const chosen = told.slice(from, from + batch);
    const withVault = await timed(async () => {
      const answers = await vault.unlock(chosen.map(({ story }) => byPanel(story)));
      for (const [index, answer] of answers.entries()) {
        const one = chosen[index];
        if (one === undefined || answer.kind !== 'granted') throw new Error('A story was withheld');
        if (answer.open<{ readonly narrative: string }>(one.sealed).narrative !== one.text) throw new Error('Not it');
      }
    });
    const alone = await timed(async () => {
      for (const one of bare.slice(from, from + batch)) {
        const { narrative: text } = JSON.parse(openBare(one).toString('utf8')) as { readonly narrative: string };
        if (text.length === 0) throw new Error('Not it');
      }
    });
    // The first warms up.
    if (round === 0) continue;
    runs.push((withVault - alone) / chosen.length);
    slowest = Math.max(slowest, withVault / chosen.length);
  }
  return {
    name: 'unlock, added to a story, batches of 100',
    unit: 'ms',
    runs,
    floor: { is: 'under', value: 0.2 },
    beside: `against bare AES-GCM of the same bytes; at most ${slowest.toFixed(3)} ms a story in all`,
  };
}

interface Bare {
  readonly key: Buffer;
  readonly box: Buffer;
}

function sealBare(plain: Buffer): Bare {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return { key, box: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
}

function openBare({ key, box }: Bare): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12)).setAuthTag(box.subarray(-16));
  return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
}

/** From the command until another process is refused and what it was given before opens nothing. */
async function withdrawing(
  runtime: ServiceRuntime,
  other: KeyVault,
  sequence: Sequence,
  { withdrawals }: Sizes,
): Promise<Row> {
  const told = await tellMany(runtime, sequence, withdrawals, 'taken-back', (index) => `takes-back-${String(index)}`);
  const handler = new WithdrawStoryHandler(runtime);
  const runs: number[] = [];
  for (const { story, sealed } of told) {
    const [given] = await other.unlock([byPanel(story)]);
    if (given?.kind !== 'granted') throw new Error('It could not be read before');
    const milliseconds = await timed(async () => {
      await handler.execute(new WithdrawStory(context(`withdraw ${story}`), story));
      const [asked] = await other.unlock([byPanel(story)]);
      if (asked?.kind !== 'withheld') throw new Error('It can be read by whoever asks after it was withdrawn');
      while (opens(given, sealed)) await after(5);
    });
    runs.push(milliseconds / 1_000);
  }
  return {
    name: 'withdrawn until nobody can read it',
    unit: 's',
    runs,
    floor: { is: 'under', value: 1 },
    beside: 'in another process as well, with a grant given just before',
  };
}

function opens(grant: Grant, sealed: Sealed): boolean {
  try {
    grant.open(sealed);
    return true;
  } catch {
    return false;
  }
}

/** Keys and events, until nobody is given anything of it. */
async function erasing(
  runtime: ServiceRuntime,
  other: KeyVault,
  sequence: Sequence,
  { erasures, storiesOfOne }: Sizes,
  settled: () => Promise<void>,
): Promise<Row> {
  const handler = new ErasePersonHandler(runtime);
  const runs: number[] = [];
  for (let round = 0; round < erasures; round += 1) {
    const person = `told-much-${String(round)}`;
    const told = await tellMany(runtime, sequence, storiesOfOne, person, () => person);
    // They were told long ago: what views still have to read of them is not waited for.
    await settled();
    const milliseconds = await timed(async () => {
      const erased = await handler.execute(new ErasePerson(context(`erase ${person}`), person));
      if (erased !== told.length) throw new Error('Not all of them were erased');
    });
    const answers = await other.unlock(told.map(({ story }) => byPanel(story)));
    if (answers.some((one) => one.kind !== 'withheld' || one.because !== 'erased')) throw new Error('One is left');
    runs.push(milliseconds / 1_000);
  }
  return {
    name: `erasing a person with ${storiesOfOne.toLocaleString('en-GB')} stories`,
    unit: 's',
    runs,
    floor: { is: 'under', value: 5 },
    beside: 'keys, and an event for each story; the epoch is turned later',
  };
}
