import { eventually } from './eventually.js';
import type { SampleClient } from './sample-client.js';
import type { SampleSitting } from './sample-rounds.js';

/** Ids that the sample's names stand for: stories by their reference, sittings that were played by theirs. */
export interface Played {
  readonly stories: ReadonlyMap<string, string>;
  readonly sittings: Map<string, string>;
}

/** Plays a sitting as its people would: each with a session of their own, through the API. */
export async function playSitting(
  client: SampleClient,
  programme: string,
  sample: SampleSitting,
  played: Played,
): Promise<void> {
  const { facilitator, members, rounds } = sample;
  const story = (reference: string): string => {
    const id = played.stories.get(reference);
    if (id === undefined) throw new Error(`The sample has no story ${reference}`);
    return id;
  };
  const { panel, period, domain, method } = sample;
  const opened = await eventually(() =>
    client.post(facilitator, '/api/v1/sittings', { programme, panel, period, domain, method }),
  );
  const path = `/api/v1/sittings/${String(opened['sitting'])}`;
  played.sittings.set(sample.id, String(opened['sitting']));
  for (const reference of sample.stories) {
    const from = sample.received_from?.find((each) => each.story === reference);
    const wasPlayed = from === undefined || (from.sitting !== null && played.sittings.has(from.sitting));
    const body = { story: story(reference), reason: from?.reason };
    await eventually(() =>
      wasPlayed
        ? client.post(facilitator, `${path}/stories`, { stories: [body.story] })
        : client.post(facilitator, `${path}/stories-from-elsewhere`, body),
    );
  }
  for (const conflict of sample.conflicts) {
    const body = { member: conflict.member, story: story(conflict.story), because: 'collected' };
    await client.post(conflict.member, `${path}/conflicts`, body);
  }
  const skips = new Set(
    rounds.flatMap(({ ballots }) =>
      ballots.flatMap(({ member = '', skipped = [] }) => skipped.map((each) => `${member} ${each}`)),
    ),
  );
  for (const member of members) {
    for (const reference of sample.stories) {
      const what = skips.has(`${member} ${reference}`) ? 'skips' : 'readings';
      await client.post(member, `${path}/stories/${story(reference)}/${what}`, {});
    }
  }
  for (const { ballots, turnout = [] } of rounds) {
    const round = `/api/v1/rounds/${String((await client.post(facilitator, `${path}/rounds`, {}))['round'])}`;
    for (const [at, { member = turnout[at], choice, scores, abstain, reason, reasons }] of ballots.entries()) {
      // The sample does not say who cast which secret ballot: anybody may be anybody here.
      if (member === undefined) throw new Error(`A ballot of ${sample.id} is nobody’s`);
      await client.post(member, `${round}/ballots`, {
        ...(choice === undefined ? {} : { choice: story(choice) }),
        ...(scores === undefined ? {} : { scores: byId(scores, story) }),
        ...(abstain === undefined ? {} : { abstain }),
        ...(reason === undefined ? {} : { reason }),
        ...(reasons === undefined ? {} : { reasons: byId(reasons, story) }),
      });
    }
    await client.post(facilitator, `${round}/closing`, {});
  }
  const { kind, stories, reason, values } = sample.outcome;
  await client.post(facilitator, `${path}/outcome`, { kind, stories: stories.map(story), reason, values });
  for (const reference of sample.stories) {
    const text = `${reference} was read and talked about by everybody here, and we thank its teller.`;
    await client.post(facilitator, `${path}/lesson-lines`, { story: story(reference), text });
  }
  for (const { member, kind: of, text } of sample.dissent) {
    await client.post(member ?? facilitator, `${path}/dissent`, { kind: of, text });
  }
  await client.post(facilitator, `${path}/closing`, {});
}

const byId = <Value>(
  by: Readonly<Record<string, Value>>,
  story: (reference: string) => string,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(by).map(([reference, value]) => [story(reference), value]));
