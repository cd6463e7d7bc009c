import type { LoggedCommit } from '#event-store/event-store.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';

const day = 86_400_000;
const atOnce = 500;

/** At each start: where the newest stories have no keys, the key vault is an older copy than they are. */
export const lookForKeys = repeatedWork({
  name: 'look-for-keys',
  everyMs: day,
  failed: 'Whether every story has its keys could not be found out',
  act: async (service) => {
    const stories = await newestWithoutKeys(service);
    if (stories > 0) {
      service.log.error(
        { stories },
        'There are no keys of the newest stories: nobody can read them. The keys are an older copy',
      );
    }
  },
});

/** From the end of the log back to where they are there: of most logs that is the first look. */
export async function newestWithoutKeys({ store, vault }: Pick<ServiceRuntime, 'store' | 'vault'>): Promise<number> {
  let without = 0;
  for (let to = await store.lastPosition(); to > 0; to -= atOnce) {
    const from = Math.max(0, to - atOnce);
    const stories = (await store.readLog(from, to - from)).flatMap(toldIn);
    const standing = await Promise.all(stories.map((owner) => vault.consentOf(owner)));
    const missing = standing.filter((each) => each === undefined).length;
    without += missing;
    if (stories.length > 0 && missing < stories.length) return without;
  }
  return without;
}

const toldIn = ({ stream, events }: LoggedCommit): readonly string[] =>
  stream.startsWith(storyStream('')) && events.some(({ event }) => event.type === 'StorySubmitted') ? [stream] : [];
